package io.iostrata.jobs.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * One configuration's way through the layers.
 *
 * @param layers outermost first, the baseline last
 */
record Breakdown(LayerFigure.Key key, List<LayerFigure> layers) {
    static final String TOTAL = "guest_benchmark";
    static final String BASELINE = "host_benchmark";

    private static final String SAME_RUN = "same_run";
    private static final String ACROSS_RUNS = "across_runs";
    private static final double CONTROL_TOLERANCE = 0.05;

    Breakdown {
        layers = List.copyOf(layers);
    }

    /** Groups rows that come ordered by configuration, pairing and position. */
    static List<Breakdown> of(List<LayerFigure> figures) {
        var groups = figures.stream()
                .collect(Collectors.groupingBy(LayerFigure::key, LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(group -> new Breakdown(group.getKey(), group.getValue()))
                .toList();
    }

    /** Fastest first; those without a total last. */
    static Comparator<Breakdown> byTotal() {
        return Comparator.comparingDouble(breakdown -> breakdown.totalNs().orElse(Double.MAX_VALUE));
    }

    /** Latency as the guest's benchmark sees it, ns. */
    OptionalDouble totalNs() {
        return cumulativeNs(TOTAL);
    }

    /** Latency of the same benchmark on the host itself, ns. */
    OptionalDouble baselineNs() {
        return cumulativeNs(BASELINE);
    }

    OptionalDouble overhead() {
        return layers.stream()
                .map(LayerFigure::overhead)
                .filter(OptionalDouble::isPresent)
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    /** The layers whose own times add up to the outermost one, where all are of the same sets. */
    List<LayerFigure> ownTimes() {
        return layers.stream()
                .filter(layer -> layer.deltaNs().isPresent() && !layer.layer().equals(BASELINE))
                .toList();
    }

    Optional<LayerFigure> largest() {
        return ownTimes().stream()
                .max(Comparator.comparingDouble(layer -> layer.deltaNs().orElse(0)));
    }

    /** Whether the benchmark ran so differently while this layer was traced that its figure does not fit the others. */
    boolean controlDiffers(LayerFigure layer) {
        var total = totalNs();
        var control = layer.controlNs();
        return total.isPresent()
                && control.isPresent()
                && Math.abs(control.getAsDouble() / total.getAsDouble() - 1) > CONTROL_TOLERANCE;
    }

    /** Whether layers are of different sets, so that own times neither are differences of cumulative ones nor add up. */
    boolean isUneven() {
        return ownTimes().stream()
                        .flatMapToLong(layer -> LongStream.of(layer.sets(), layer.deltaSets()))
                        .distinct()
                        .count()
                > 1;
    }

    /** What to mind where layers are of different sets. */
    Optional<String> unevenness(LayerNames names) {
        if (!isUneven()) {
            return Optional.empty();
        }
        var cumulative = ownTimes().stream().map(layer -> names.passage(layer.layer()) + " " + layer.sets());
        var own = ownTimes().stream().map(layer -> names.own(layer.layer(), layer.deltaTo()) + " " + layer.deltaSets());
        return Optional.of("not all sets have every layer (" + cumulative.collect(Collectors.joining(", "))
                + "); own times are of those that have both layers (" + own.collect(Collectors.joining(", "))
                + "), so they are not the differences of the cumulative latencies, and need not add up to 100 %");
    }

    /** What is printed of a layer: its share of the guest's benchmark; where not all layers have one, of what is drawn. */
    double shownShare(LayerFigure layer, double drawn) {
        boolean hasTotal =
                ownTimes().stream().allMatch(each -> each.shareOfTotal().isPresent());
        return hasTotal ? layer.shareOfTotal().getAsDouble() : drawn;
    }

    /** The layers inside the outermost without an own time, which others hold. */
    List<LayerFigure> passedBy() {
        return layers.stream()
                .filter(layer -> layer.deltaNs().isEmpty() && !layer.layer().equals(BASELINE))
                .toList();
    }

    boolean anyControlDiffers() {
        return layers.stream().anyMatch(this::controlDiffers);
    }

    long sets() {
        return layers.stream().mapToLong(LayerFigure::sets).max().orElse(0);
    }

    long runs() {
        return layers.stream().mapToLong(LayerFigure::runs).max().orElse(0);
    }

    /** "all layers of one run", "one layer a run", or that there is no layer to pair. */
    String pairingInWords() {
        if (layers.stream().allMatch(Breakdown::isBenchmark)) {
            return "the benchmark alone";
        }
        return switch (key.pairing()) {
            case SAME_RUN -> "all layers of one run";
            case ACROSS_RUNS -> "one layer a run";
            default -> key.pairing();
        };
    }

    private static boolean isBenchmark(LayerFigure layer) {
        return layer.layer().equals(TOTAL) || layer.layer().equals(BASELINE);
    }

    /** "1 set, 2 runs"; where layers come from different runs, "1 set, 2 runs a layer". */
    String counts() {
        return Figures.counted(sets(), "set") + ", " + Figures.counted(runs(), "run")
                + (key.pairing().equals(ACROSS_RUNS) ? " a layer" : "");
    }

    /** What a layer takes with all below it, ns. */
    OptionalDouble cumulativeNs(String name) {
        return layers.stream()
                .filter(layer -> layer.layer().equals(name))
                .map(LayerFigure::cumulativeNs)
                .findFirst()
                .orElse(OptionalDouble.empty());
    }
}
