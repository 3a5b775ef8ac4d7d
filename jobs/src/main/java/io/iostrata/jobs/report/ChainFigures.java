package io.iostrata.jobs.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** One chain's stages over all configurations that have it. */
record ChainFigures(String chain, List<StageFigure> figures) {

    /**
     * A row or column of the chain.
     *
     * @param occurrence how often the same event closed a stage before; above 0 only in chains of an odd shape
     * @param inTotal false for the guest's time before the request
     */
    record Stage(String name, int occurrence, boolean inTotal) {
        /** The event, with its number where it is not the first of its kind. */
        String label() {
            return occurrence == 0 ? name : name + " (" + (occurrence + 1) + ")";
        }
    }

    ChainFigures {
        figures = List.copyOf(figures);
    }

    static List<ChainFigures> of(List<StageFigure> figures) {
        var groups = figures.stream()
                .collect(Collectors.groupingBy(StageFigure::chain, LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(group -> new ChainFigures(group.getKey(), group.getValue()))
                .toList();
    }

    /** The chain of the configurations whose label is wanted. */
    ChainFigures only(Predicate<String> wanted) {
        return new ChainFigures(
                chain,
                figures.stream().filter(figure -> wanted.test(figure.config())).toList());
    }

    List<String> configs() {
        return figures.stream().map(StageFigure::config).distinct().toList();
    }

    /** Every stage of any configuration once, in the order of the chain. */
    List<Stage> stages() {
        return MergedOrder.merged(configs().stream()
                .map(config -> List.copyOf(byStage(config).keySet()))
                .toList());
    }

    /** Mean time of a stage, ns; empty where the configuration's chain has no such boundary. */
    OptionalDouble meanNs(String config, Stage stage) {
        return Optional.ofNullable(byStage(config).get(stage))
                .map(StageFigure::meanNs)
                .orElse(OptionalDouble.empty());
    }

    /**
     * How much longer a configuration takes than the reference to reach the end of a stage, ns, from the last boundary
     * before it that both have. Empty where one of them does not have the stage.
     */
    OptionalDouble differenceNs(String config, String reference, Stage stage) {
        var ours = byStage(config);
        var theirs = byStage(reference);
        var our = sinceCommonBoundary(ours, theirs, stage);
        var their = sinceCommonBoundary(theirs, ours, stage);
        return our.isEmpty() || their.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(our.getAsDouble() - their.getAsDouble());
    }

    private static OptionalDouble sinceCommonBoundary(
            Map<Stage, StageFigure> ofOne, Map<Stage, StageFigure> ofOther, Stage stage) {
        double ns = 0;
        for (var passed : ofOne.entrySet()) {
            boolean counts = passed.getKey().inTotal() == stage.inTotal();
            ns += counts ? passed.getValue().meanNs().orElse(Double.NaN) : 0;
            if (passed.getKey().equals(stage)) {
                return Double.isFinite(ns) ? OptionalDouble.of(ns) : OptionalDouble.empty();
            }
            ns = ofOther.containsKey(passed.getKey()) ? 0 : ns;
        }
        return OptionalDouble.empty();
    }

    private Map<Stage, StageFigure> byStage(String config) {
        var byStage = new LinkedHashMap<Stage, StageFigure>();
        figures.stream()
                .filter(figure -> figure.config().equals(config))
                .sorted(Comparator.comparingInt(StageFigure::position))
                .forEach(figure -> byStage.put(next(byStage.keySet(), figure), figure));
        return byStage;
    }

    private static Stage next(Set<Stage> before, StageFigure figure) {
        long sameBefore = before.stream()
                .filter(stage -> stage.name().equals(figure.stage()) && stage.inTotal() == figure.inTotal())
                .count();
        return new Stage(figure.stage(), (int) sameBefore, figure.inTotal());
    }

    /** Sum of the stages that count, ns; empty where none does or one has no figure. */
    OptionalDouble totalNs(String config) {
        var counted = figures.stream()
                .filter(figure -> figure.config().equals(config) && figure.inTotal())
                .toList();
        if (counted.isEmpty()
                || counted.stream().anyMatch(figure -> figure.meanNs().isEmpty())) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(counted.stream()
                .mapToDouble(figure -> figure.meanNs().orElseThrow())
                .sum());
    }

    /** Sum of the stages of a phase, ns; empty where the configuration has none. */
    OptionalDouble phaseNs(String config, String phase) {
        var means = figures.stream()
                .filter(figure ->
                        figure.config().equals(config) && figure.phase().equals(phase))
                .filter(figure -> figure.inTotal() && figure.meanNs().isPresent())
                .mapToDouble(figure -> figure.meanNs().orElseThrow())
                .toArray();
        return means.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(DoubleStream.of(means).sum());
    }

    long runs(String config) {
        return figures.stream()
                .filter(figure -> figure.config().equals(config))
                .mapToLong(StageFigure::runs)
                .max()
                .orElse(0);
    }
}
