package io.iostrata.jobs.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** One chain's stages over all configurations that have it. */
record ChainFigures(String chain, List<StageFigure> figures) {

    /**
     * A column of the chain.
     *
     * @param inTotal false for the guest's time before the request
     */
    record Stage(String name, int position, boolean inTotal) {}

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

    List<Stage> stages() {
        return figures.stream()
                .map(figure -> new Stage(figure.stage(), figure.position(), figure.inTotal()))
                .distinct()
                .sorted(Comparator.comparingInt(Stage::position).thenComparing(Stage::name))
                .toList();
    }

    /** Mean time of a stage, ns; empty where the configuration's chain has no such boundary. */
    OptionalDouble meanNs(String config, Stage stage) {
        return figures.stream()
                .filter(figure ->
                        figure.config().equals(config) && figure.stage().equals(stage.name()))
                .filter(figure -> figure.position() == stage.position() && figure.inTotal() == stage.inTotal())
                .map(StageFigure::meanNs)
                .findFirst()
                .orElse(OptionalDouble.empty());
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
