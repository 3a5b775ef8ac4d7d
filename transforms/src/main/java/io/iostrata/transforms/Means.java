package io.iostrata.transforms;

import java.util.Collection;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Means over runs and sets, none of which weighs more than another. */
final class Means {
    private Means() {}

    /** The mean of the values that are there, the same in whatever order they come; empty where none is. */
    static <T> OptionalDouble unweighted(Collection<T> things, Function<T, OptionalDouble> value) {
        return things.stream()
                .map(value)
                .flatMapToDouble(OptionalDouble::stream)
                .sorted()
                .average();
    }
}
