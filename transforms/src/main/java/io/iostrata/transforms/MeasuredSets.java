package io.iostrata.transforms;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * The sets of a lake, by name. A set without its own host benchmark is held against the host benchmarks of no set whose
 * workload is its own: all of {@link #WORKLOAD} equal, or absent in both.
 */
final class MeasuredSets {
    private static final List<String> WORKLOAD =
            List.of("workload.rw", "workload.pattern", "workload.bs", "queue_depth", "host_disk");

    private MeasuredSets() {}

    /** @param rows of {@link LayerFigure#table} */
    static List<MeasuredSet> of(List<Row> rows, List<LayerPlace> places) {
        var bySet = rows.stream()
                .map(LayerFigure::of)
                .collect(Collectors.groupingBy(LayerFigure::setId, TreeMap::new, Collectors.toList()));
        var baselines = bySet.values().stream()
                .flatMap(figures -> lakeBaselines(figures, places))
                .collect(Collectors.groupingBy(figure -> workload(figure.config())));
        return bySet.entrySet().stream()
                .flatMap(set -> ofOneConfiguration(set.getValue(), places)
                        .map(figures -> new MeasuredSet(
                                set.getKey(), figures, baselinesOf(figures, baselines, places), places)))
                .toList();
    }

    /**
     * A set is several where two of its configurations measure one layer: a round of runs to compare, rather than one
     * measurement. Runs that measure no layer of the sum, the host's, belong to each.
     */
    private static Stream<List<LayerFigure>> ofOneConfiguration(List<LayerFigure> set, List<LayerPlace> places) {
        var configs = configsByLayer(set, places);
        if (configs.values().stream().allMatch(ofLayer -> ofLayer.size() == 1)) {
            return Stream.of(set);
        }
        var measuring = configs.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
        return measuring.stream().map(config -> set.stream()
                .filter(figure -> figure.configId().equals(config) || !measuring.contains(figure.configId()))
                .toList());
    }

    /** Which configurations measure a layer of the sum: the guest's benchmark in a run that traced no other. */
    private static Map<String, Set<String>> configsByLayer(List<LayerFigure> set, List<LayerPlace> places) {
        var traced = set.stream()
                .filter(figure -> isInSum(figure, places) && !figure.isBenchmark())
                .map(LayerFigure::runId)
                .collect(Collectors.toSet());
        return set.stream()
                .filter(figure -> isInSum(figure, places))
                .filter(figure -> !figure.isBenchmark() || !traced.contains(figure.runId()))
                .collect(Collectors.groupingBy(
                        LayerFigure::layer, Collectors.mapping(LayerFigure::configId, Collectors.toSet())));
    }

    private static Stream<LayerFigure> lakeBaselines(List<LayerFigure> set, List<LayerPlace> places) {
        return isHostAlone(set, places)
                ? set.stream().filter(LayerFigure::isOwnSet).filter(figure -> figure.layer()
                        .equals(LayerPlace.HOST_BENCHMARK))
                : Stream.empty();
    }

    private static List<LayerFigure> baselinesOf(
            List<LayerFigure> set, Map<List<String>, List<LayerFigure>> baselines, List<LayerPlace> places) {
        return set.stream()
                .filter(figure -> isInSum(figure, places))
                .min(Comparator.comparing(LayerFigure::runId))
                .map(figure -> baselines.getOrDefault(workload(figure.config()), List.of()))
                .orElse(List.of());
    }

    private static boolean isHostAlone(List<LayerFigure> set, List<LayerPlace> places) {
        return set.stream().noneMatch(figure -> isInSum(figure, places));
    }

    private static boolean isInSum(LayerFigure figure, List<LayerPlace> places) {
        return places.stream()
                .anyMatch(place ->
                        place.role() == LayerPlace.Role.SUM && place.layer().equals(figure.layer()));
    }

    private static List<String> workload(Map<String, String> config) {
        return Arrays.asList(WORKLOAD.stream().map(config::get).toArray(String[]::new));
    }
}
