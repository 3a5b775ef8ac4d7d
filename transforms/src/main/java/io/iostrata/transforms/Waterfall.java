package io.iostrata.transforms;

import static io.iostrata.schemas.tables.ComparisonTable.BASELINE;
import static io.iostrata.schemas.tables.ComparisonTable.CANDIDATE;
import static io.iostrata.schemas.tables.ComparisonTable.LEVEL;
import static io.iostrata.schemas.tables.ComparisonTable.NAME;
import static io.iostrata.schemas.tables.ComparisonTable.PAIRING;
import static io.iostrata.schemas.tables.ComparisonTable.STATISTIC;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.StageStatsTable.IN_TOTAL;
import static io.iostrata.schemas.tables.StageStatsTable.PHASE;
import static io.iostrata.schemas.tables.StageTable.CHAIN;
import static io.iostrata.schemas.tables.StageTable.POSITION;
import static io.iostrata.schemas.tables.StageTable.STAGE;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.iostrata.schemas.tables.ComparisonTable;
import io.iostrata.schemas.tables.WaterfallTable;
import io.iostrata.transforms.LayerPlace.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where the difference of two means comes from. Layers: own times between neighbours among the layers that both sides
 * have. Phases and stages: each as it is, one that a side lacks counting 0, and a last step for what is left.
 */
public final class Waterfall {
    private static final List<String> PHASES = List.of("submit", "io", "completion", "notify");

    /** Sums of means in another order differ by less, ns. */
    private static final double ROUNDING_NS = 1e-3;

    private Waterfall() {}

    /** Of rows of comparisons, and the stages' places in their chains. */
    public static Dataset<Row> of(Dataset<Row> comparisons, Dataset<Row> stageStats, List<LayerPlace> places) {
        var sum = places.stream().filter(place -> place.role() == Role.SUM).toList();
        var stages = stageStats
                .where(c(IN_TOTAL))
                .groupBy(concat(c(CHAIN), lit("/"), c(STAGE)).as(NAME.name()))
                .agg(max(c(POSITION)).as(POSITION.name()), min(c(PHASE)).as(PHASE.name()));
        var means = comparisons.where(c(STATISTIC).equalTo("mean")).join(stages, NAME.name(), "left");
        return PairGroups.of(means, WaterfallTable.SCHEMA, rows -> new OfPair(rows, sum).rows());
    }

    /** A step, and what each side has of it. */
    private record Step(String name, Optional<String> phase, OptionalDouble baselineNs, OptionalDouble candidateNs) {
        private static Step of(Row row, String name) {
            return new Step(
                    name,
                    SmallTables.optionalText(row, PHASE),
                    SmallTables.optionalNumber(row, ComparisonTable.BASELINE_NS),
                    SmallTables.optionalNumber(row, ComparisonTable.CANDIDATE_NS));
        }

        private double diffNs() {
            return candidateNs.orElse(0) - baselineNs.orElse(0);
        }

        private boolean hasBoth() {
            return baselineNs.isPresent() && candidateNs.isPresent();
        }

        private Step lessThe(Step inner) {
            return new Step(
                    name,
                    phase,
                    OptionalDouble.of(baselineNs.getAsDouble() - inner.baselineNs.getAsDouble()),
                    OptionalDouble.of(candidateNs.getAsDouble() - inner.candidateNs.getAsDouble()));
        }
    }

    /** One pair of configurations. */
    private record OfPair(List<Row> means, List<LayerPlace> sum) {
        private List<Row> rows() {
            var rows = new ArrayList<Row>();
            means.stream()
                    .collect(Collectors.groupingBy(
                            row -> SmallTables.optionalText(row, PAIRING).orElse(""),
                            TreeMap::new,
                            Collectors.toList()))
                    .forEach((pairing, ofPairing) -> rows.addAll(layers(pairing, ofPairing)));
            ofLevel("total")
                    .map(row -> Step.of(row, "total"))
                    .filter(Step::hasBoth)
                    .findFirst()
                    .ifPresent(total -> {
                        rows.addAll(steps("phase", "", total, phases()));
                        rows.addAll(steps("stage", "", total, stages()));
                    });
            return rows;
        }

        private Stream<Row> ofLevel(String level) {
            return means.stream().filter(row -> SmallTables.text(row, LEVEL).equals(level));
        }

        private List<Row> layers(String pairing, List<Row> ofPairing) {
            var common = sum.stream()
                    .sorted(Comparator.comparingInt(LayerPlace::position))
                    .flatMap(place -> ofPairing.stream()
                            .filter(row -> List.of("benchmark", "layer").contains(SmallTables.text(row, LEVEL))
                                    && SmallTables.text(row, NAME).equals(place.layer()))
                            .map(row -> Step.of(row, place.layer())))
                    .filter(Step::hasBoth)
                    .toList();
            if (common.isEmpty()) {
                return List.of();
            }
            var own = new ArrayList<Step>();
            for (int i = 0; i < common.size(); i++) {
                own.add(i + 1 < common.size() ? common.get(i).lessThe(common.get(i + 1)) : common.get(i));
            }
            return steps("layer", pairing, common.get(0), own);
        }

        private List<Step> phases() {
            return ofLevel("phase")
                    .map(row -> Step.of(row, SmallTables.text(row, NAME)))
                    .sorted(Comparator.comparingInt(step -> PHASES.indexOf(step.name())))
                    .toList();
        }

        private List<Step> stages() {
            return ofLevel("stage")
                    .filter(row -> !row.isNullAt(row.fieldIndex(POSITION.name())))
                    .sorted(Comparator.comparingInt((Row row) -> SmallTables.int32(row, POSITION))
                            .thenComparing(row -> SmallTables.text(row, NAME)))
                    .map(row -> Step.of(row, SmallTables.text(row, NAME)))
                    .toList();
        }

        private List<Row> steps(String level, String pairing, Step whole, List<Step> found) {
            var steps = new ArrayList<>(found);
            if (found.isEmpty()) {
                return List.of();
            }
            left(whole, found).ifPresent(steps::add);
            var rows = new ArrayList<Row>();
            double fromNs = whole.baselineNs().getAsDouble();
            for (int i = 0; i < steps.size(); i++) {
                var step = steps.get(i);
                boolean isLast = i + 1 == steps.size();
                double toNs = isLast ? whole.candidateNs().getAsDouble() : fromNs + step.diffNs();
                rows.add(row(step)
                        .set(WaterfallTable.LEVEL, level)
                        .set(PAIRING, pairing.isEmpty() ? null : pairing)
                        .set(WaterfallTable.POSITION, i + 1)
                        .set(WaterfallTable.FROM_NS, fromNs)
                        .set(WaterfallTable.TO_NS, toNs)
                        .row());
                fromNs = toNs;
            }
            return rows;
        }

        private static Optional<Step> left(Step whole, List<Step> steps) {
            double baselineNs = whole.baselineNs().getAsDouble()
                    - steps.stream()
                            .mapToDouble(step -> step.baselineNs().orElse(0))
                            .sum();
            double candidateNs = whole.candidateNs().getAsDouble()
                    - steps.stream()
                            .mapToDouble(step -> step.candidateNs().orElse(0))
                            .sum();
            return Math.abs(baselineNs) < ROUNDING_NS && Math.abs(candidateNs) < ROUNDING_NS
                    ? Optional.empty()
                    : Optional.of(new Step(
                            "other", Optional.empty(), OptionalDouble.of(baselineNs), OptionalDouble.of(candidateNs)));
        }

        private TableRow row(Step step) {
            var first = means.get(0);
            return new TableRow(WaterfallTable.SCHEMA)
                    .set(BASELINE, SmallTables.text(first, BASELINE))
                    .set(CANDIDATE, SmallTables.text(first, CANDIDATE))
                    .set(INGEST_ID, SmallTables.text(first, INGEST_ID))
                    .set(WaterfallTable.NAME, step.name())
                    .set(WaterfallTable.PHASE, step.phase().orElse(null))
                    .set(WaterfallTable.BASELINE_NS, step.baselineNs())
                    .set(WaterfallTable.CANDIDATE_NS, step.candidateNs())
                    .set(WaterfallTable.DIFF_NS, step.diffNs());
        }
    }
}
