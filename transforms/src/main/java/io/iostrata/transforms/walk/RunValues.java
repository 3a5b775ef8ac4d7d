package io.iostrata.transforms.walk;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The run values of one run: {@code $vdev} and its like, each with every value that counts as it.
 *
 * @param ofOtherDisks requests of other devices than the measured one
 */
public record RunValues(Map<String, Set<Object>> values, long ofOtherDisks) implements Serializable {
    public static final RunValues NONE = new RunValues(Map.of(), 0);

    public RunValues {
        values = Map.copyOf(values);
    }

    public Optional<Set<Object>> find(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
