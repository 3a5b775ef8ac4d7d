package io.iostrata.transforms;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
     * A set is several where each of its configurations measures the same layers: a round of runs to compare, rather than
     * one measurement. The host's runs belong to each.
     */
    private static Stream<List<LayerFigure>> ofOneConfiguration(List<LayerFigure> set, List<LayerPlace> places) {
        var configOfRun = set.stream()
                .filter(figure -> isInSum(figure, places))
                .collect(Collectors.toMap(LayerFigure::runId, LayerFigure::configId, (same, again) -> same));
        var layers = set.stream()
                .filter(figure -> isInSum(figure, places))
                .collect(Collectors.groupingBy(
                        LayerFigure::configId,
                        TreeMap::new,
                        Collectors.mapping(LayerFigure::layer, Collectors.toSet())));
        if (layers.size() < 2 || Set.copyOf(layers.values()).size() > 1) {
            return Stream.of(set);
        }
        return layers.keySet().stream().map(config -> set.stream()
                .filter(figure ->
                        configOfRun.getOrDefault(figure.runId(), config).equals(config))
                .toList());
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
