package io.iostrata.transforms;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which inner layer own times are taken from, where sets have different layers. */
final class CommonestInner {
    private CommonestInner() {}

    /**
     * That of most sets, of two the outer one. Sets without one do not count where any has: the benchmark's run without a
     * trace says nothing of what lies inside.
     *
     * @param inners of the sets that have the layer
     * @param layers outermost first
     */
    static Optional<String> of(Collection<Optional<String>> inners, List<String> layers) {
        return inners.stream()
                .flatMap(Optional::stream)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(
                                Comparator.comparingInt(layers::indexOf).reversed())))
                .map(Map.Entry::getKey);
    }
}
