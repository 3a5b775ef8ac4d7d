package io.iostrata.transforms;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which inner layer own times are taken from, where sets have different layers.
 *
 * @param layers outermost first
 */
record CommonestInner(List<String> layers) {
    CommonestInner {
        layers = List.copyOf(layers);
    }

    /**
     * That of most sets, of two the outer one; none where most have none. The benchmark's runs without a trace do not count
     * where any was traced: they say nothing of what lies inside.
     *
     * @param inners of the sets that have the layer
     */
    Optional<String> of(String layer, Collection<Optional<String>> inners) {
        boolean isAnyTraced = inners.stream().anyMatch(Optional::isPresent);
        boolean isOfBenchmark = layer.equals(LayerPlace.GUEST_BENCHMARK);
        return inners.stream()
                .filter(inner -> inner.isPresent() || !isOfBenchmark || !isAnyTraced)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<Optional<String>, Long>comparingByValue()
                        .thenComparing(
                                Map.Entry::getKey,
                                Comparator.comparingInt(this::depth).reversed()))
                .flatMap(Map.Entry::getKey);
    }

    private int depth(Optional<String> inner) {
        return inner.map(layers::indexOf).orElse(layers.size());
    }
}
