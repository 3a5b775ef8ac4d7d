package io.iostrata.transforms;

import static io.iostrata.transforms.ComparedFigures.BY_BLOCK;
import static io.iostrata.transforms.ComparedFigures.BY_RUN;
import static io.iostrata.transforms.ComparedFigures.RUNS;
import static io.iostrata.transforms.ComparedFigures.SHARE_WITHIN;
import static io.iostrata.transforms.ComparedFigures.VALUE_HI_NS;
import static io.iostrata.transforms.ComparedFigures.VALUE_LO_NS;
import static io.iostrata.transforms.ComparedFigures.VALUE_NS;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.tables.ComparisonTable;
import io.iostrata.schemas.tables.SetBreakdownTable;
import io.iostrata.transforms.statistics.Effect;
import io.iostrata.transforms.statistics.Interval;
import io.iostrata.transforms.statistics.Resampling;
import io.iostrata.transforms.statistics.Resampling.Estimate;
import io.iostrata.transforms.statistics.RunTests;
import io.iostrata.transforms.statistics.Scale;
import io.iostrata.transforms.statistics.Sides;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** One figure of a pair of configurations: what each side has of it, as a whole and by run. */
final class ComparedLine {
    private final Row any;
    private final Optional<Row> baseline;
    private final Optional<Row> candidate;

    private ComparedLine(List<Row> ofBothSides) {
        any = ofBothSides.get(0);
        baseline = side(ofBothSides, ComparedSides.BASELINE_SIDE);
        candidate = side(ofBothSides, ComparedSides.CANDIDATE_SIDE);
    }

    /**
     * The lines of a pair, by level, name, pairing and statistic.
     *
     * @param rows a row for each side of each figure
     */
    static List<ComparedLine> of(List<Row> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(ComparedLine::key, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(ComparedLine::new)
                .toList();
    }

    private static String key(Row row) {
        return Stream.of(
                        ComparisonTable.LEVEL, ComparisonTable.NAME, ComparisonTable.PAIRING, ComparisonTable.STATISTIC)
                .map(column -> SmallTables.optionalText(row, column).orElse(""))
                .collect(Collectors.joining("\n"));
    }

    private static Optional<Row> side(Collection<Row> rows, String side) {
        return rows.stream()
                .filter(row -> SmallTables.text(row, ComparedSides.SIDE).equals(side))
                .findFirst();
    }

    String text(Field column) {
        return optionalText(column).orElse("");
    }

    /** A cell that is the same on both sides. */
    Optional<String> optionalText(Field column) {
        return SmallTables.optionalText(any, column);
    }

    Optional<Integer> optionalInt(Field column) {
        return Optional.ofNullable(any.getAs(column.name()));
    }

    OptionalDouble baselineNs() {
        return figure(baseline);
    }

    OptionalDouble candidateNs() {
        return figure(candidate);
    }

    /** Where both sides have the figure, and own times were taken from the same inner layer. */
    OptionalDouble diffNs() {
        return baseline.isPresent() && candidate.isPresent() && inner(baseline).equals(inner(candidate))
                ? OptionalDouble.of(candidateNs().getAsDouble() - baselineNs().getAsDouble())
                : OptionalDouble.empty();
    }

    /** What the baseline's own time was taken from; empty for the innermost layer. */
    Optional<String> baselineInner() {
        return inner(baseline);
    }

    Optional<String> candidateInner() {
        return inner(candidate);
    }

    long baselineRuns() {
        return baseline.map(row -> SmallTables.int64(row, RUNS)).orElse(0L);
    }

    long candidateRuns() {
        return candidate.map(row -> SmallTables.int64(row, RUNS)).orElse(0L);
    }

    Set<String> baselineRunIds() {
        return byRun(baseline).keySet();
    }

    Set<String> candidateRunIds() {
        return byRun(candidate).keySet();
    }

    /** Runs that are on both sides, which cannot be compared with themselves. */
    Set<String> shared() {
        var shared = new TreeSet<>(baselineRunIds());
        shared.retainAll(candidateRunIds());
        return shared;
    }

    /** Whether the difference can be told from chance. */
    boolean isTestable(Sides sides) {
        return diffNs().isPresent() && shared().isEmpty() && sides.isTestable();
    }

    Sides sides(Blocks blocks) {
        if (!isPaired(blocks)) {
            return new Sides(values(byRun(baseline)), values(byRun(candidate)));
        }
        var first = figures(baseline, BY_BLOCK);
        var second = figures(candidate, BY_BLOCK);
        first.keySet().retainAll(second.keySet());
        second.keySet().retainAll(first.keySet());
        return new Sides(values(first), values(second));
    }

    /** The bare host's runs belong to neither configuration, and to no block. */
    private boolean isPaired(Blocks blocks) {
        return blocks.areAsked() && !text(ComparisonTable.NAME).equals(LayerPlace.HOST_BENCHMARK);
    }

    Effect effect(Sides sides, Blocks blocks) {
        var scale = text(ComparisonTable.LEVEL).equals("layer_own") ? Scale.LINEAR : Scale.LOG;
        return isPaired(blocks) ? RunTests.paired(sides, scale) : RunTests.welch(sides, scale);
    }

    OptionalDouble baselineWithin() {
        return within(baseline);
    }

    OptionalDouble candidateWithin() {
        return within(candidate);
    }

    private static OptionalDouble within(Optional<Row> side) {
        return side.map(row -> SmallTables.optionalNumber(row, SHARE_WITHIN)).orElse(OptionalDouble.empty());
    }

    /** The interval of the difference by resampling, where both sides have runs enough. */
    Optional<Interval> resampled() {
        return baseline.flatMap(ComparedLine::estimate)
                .flatMap(first ->
                        candidate.flatMap(ComparedLine::estimate).map(second -> Resampling.difference(first, second)));
    }

    private static Optional<Estimate> estimate(Row row) {
        var lo = SmallTables.optionalNumber(row, VALUE_LO_NS);
        var hi = SmallTables.optionalNumber(row, VALUE_HI_NS);
        return lo.isEmpty() || hi.isEmpty()
                ? Optional.empty()
                : Optional.of(new Estimate(
                        SmallTables.number(row, VALUE_NS), new Interval(lo.getAsDouble(), hi.getAsDouble())));
    }

    private static OptionalDouble figure(Optional<Row> side) {
        return side.map(row -> OptionalDouble.of(SmallTables.number(row, VALUE_NS)))
                .orElse(OptionalDouble.empty());
    }

    private static Optional<String> inner(Optional<Row> side) {
        return side.flatMap(row -> SmallTables.optionalText(row, SetBreakdownTable.DELTA_TO));
    }

    private static SortedMap<String, Double> byRun(Optional<Row> side) {
        return figures(side, BY_RUN);
    }

    private static SortedMap<String, Double> figures(Optional<Row> side, Field column) {
        var figures = new TreeMap<String, Double>();
        side.ifPresent(row ->
                SmallTables.map(row, column).forEach((name, value) -> figures.put(name, Double.parseDouble(value))));
        return figures;
    }

    private static double[] values(SortedMap<String, Double> byName) {
        return byName.values().stream().mapToDouble(Double::doubleValue).toArray();
    }
}
