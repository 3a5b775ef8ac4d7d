package io.iostrata.transforms;

import io.iostrata.schemas.config.Digests;
import io.iostrata.transforms.LayerPlace.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs that were made together, and which of them says what of each layer. A traced benchmark is slower than itself: so
 * the guest benchmark's figure is that of the set's untraced runs, which have no other layers than benchmarks; without
 * one it is that of the runs that measured all layers at once, and with neither there is none.
 */
final class MeasuredSet {
    private final String setId;
    private final List<LayerFigure> figures;
    private final List<MeasuredLayer> layers;
    private final Optional<MeasuredLayer> baseline;

    /**
     * @param figures of the set's own runs
     * @param lakeBaseline host benchmarks of no set under the set's workload, for a set without its own
     */
    MeasuredSet(String setId, List<LayerFigure> figures, List<LayerFigure> lakeBaseline, List<LayerPlace> places) {
        this.setId = setId;
        this.figures = List.copyOf(figures);
        this.layers = sumLayers(places);
        this.baseline = baseline(lakeBaseline, places);
    }

    String setId() {
        return setId;
    }

    /** The layers of the sum that were measured, outermost first. */
    List<MeasuredLayer> layers() {
        return layers;
    }

    Optional<MeasuredLayer> baseline() {
        return baseline;
    }

    Optional<MeasuredLayer> guestBenchmark() {
        return layers.stream()
                .filter(layer -> layer.place().layer().equals(LayerPlace.GUEST_BENCHMARK))
                .findFirst();
    }

    /** The layers that own times are taken between: those whose spans are a request of the measured disk each. */
    List<MeasuredLayer> nested() {
        return layers.stream().filter(MeasuredLayer::isOfOneRequestEach).toList();
    }

    /** The layer whose mean is taken from that of this one: the next one inwards that was measured. */
    Optional<MeasuredLayer> inner(MeasuredLayer layer) {
        return nested().stream()
                .filter(other -> other.place().position() > layer.place().position())
                .findFirst();
    }

    /** Own time, ns: the layer's mean less that of the next inner one. Empty where its spans are not a request each. */
    OptionalDouble deltaNs(MeasuredLayer layer) {
        return layer.isOfOneRequestEach()
                ? OptionalDouble.of(layer.cumulativeNs()
                        - inner(layer).map(MeasuredLayer::cumulativeNs).orElse(0.0))
                : OptionalDouble.empty();
    }

    /** Figures of layers outside the sum. */
    List<LayerFigure> details(List<LayerPlace> places) {
        var nested = places.stream()
                .filter(place -> place.role() != Role.DETAIL)
                .map(LayerPlace::layer)
                .collect(Collectors.toSet());
        return figures.stream()
                .filter(figure ->
                        !nested.contains(figure.layer()) && figure.meanNs().isPresent())
                .toList();
    }

    /** same_run if all layers of the sum come from the same runs, so that each of them was traced with the others. */
    String pairing() {
        return runSets(layers).size() <= 1 ? "same_run" : "across_runs";
    }

    String configId() {
        return configRun().configId();
    }

    /**
     * The run whose configuration is the set's: where all traced layers have one configuration a run of it; else the
     * outermost layer's, or the baseline's where there is no other.
     */
    LayerFigure configRun() {
        var traced =
                layers.stream().filter(layer -> !layer.first().isBenchmark()).toList();
        return (isOfOneConfiguration(traced)
                        ? traced
                        : Stream.concat(layers.stream(), baseline.stream()).toList())
                .get(0)
                .first();
    }

    /** A run whose label an own time is of; none where the layer and the one within are of several. */
    Optional<LayerFigure> ownRun(MeasuredLayer layer, RunLabels labels) {
        var runs = Stream.concat(Stream.of(layer), inner(layer).stream())
                .flatMap(each -> each.runs().stream())
                .toList();
        return labels.isOne(runs) ? Optional.of(layer.first()) : Optional.empty();
    }

    private static boolean isOfOneConfiguration(List<MeasuredLayer> some) {
        return some.stream()
                        .flatMap(layer -> layer.figures().stream())
                        .map(LayerFigure::configId)
                        .distinct()
                        .count()
                == 1;
    }

    String ingestId() {
        return Digests.ingestId(Stream.concat(layers.stream(), baseline.stream())
                .flatMap(layer -> layer.figures().stream())
                .map(LayerFigure::ingestId)
                .toList());
    }

    private List<MeasuredLayer> sumLayers(List<LayerPlace> places) {
        var measured = places.stream()
                .filter(place -> place.role() == Role.SUM)
                .sorted(Comparator.comparingInt(LayerPlace::position))
                .flatMap(place -> measured(place).stream())
                .collect(Collectors.toCollection(ArrayList::new));
        if (!measured.isEmpty() && measured.get(0).first().isBenchmark()) {
            var benchmark = measured.remove(0);
            untraced(benchmark, measured).ifPresent(layer -> measured.add(0, layer));
        }
        return List.copyOf(measured);
    }

    private Optional<MeasuredLayer> untraced(MeasuredLayer benchmark, List<MeasuredLayer> inner) {
        var traced = figures.stream()
                .filter(figure -> !figure.isBenchmark())
                .map(LayerFigure::runId)
                .collect(Collectors.toSet());
        var untraced = new HashSet<>(benchmark.runs());
        untraced.removeAll(traced);
        if (!untraced.isEmpty()) {
            return from(benchmark, untraced);
        }
        var runSets = runSets(inner);
        return runSets.size() == 1 ? from(benchmark, runSets.iterator().next()) : from(benchmark, onlyRun());
    }

    /** The run of a set of one; none of a larger set. */
    private Set<String> onlyRun() {
        var runs = figures.stream().map(LayerFigure::runId).collect(Collectors.toSet());
        return runs.size() == 1 ? runs : Set.of();
    }

    private Optional<MeasuredLayer> baseline(List<LayerFigure> lakeBaseline, List<LayerPlace> places) {
        return places.stream()
                .filter(place -> place.role() == Role.BASELINE)
                .findFirst()
                .flatMap(place -> measured(place).or(() -> measured(place, lakeBaseline)));
    }

    private Optional<MeasuredLayer> measured(LayerPlace place) {
        return measured(place, figures);
    }

    private static Optional<MeasuredLayer> measured(LayerPlace place, List<LayerFigure> figures) {
        var ofLayer = figures.stream()
                .filter(figure ->
                        figure.layer().equals(place.layer()) && figure.meanNs().isPresent())
                .toList();
        return ofLayer.isEmpty() ? Optional.empty() : Optional.of(new MeasuredLayer(place, ofLayer));
    }

    private static Optional<MeasuredLayer> from(MeasuredLayer layer, Set<String> runs) {
        return measured(
                layer.place(),
                layer.figures().stream()
                        .filter(figure -> runs.contains(figure.runId()))
                        .toList());
    }

    private static Set<Set<String>> runSets(List<MeasuredLayer> layers) {
        return layers.stream().map(MeasuredLayer::runs).collect(Collectors.toSet());
    }
}
