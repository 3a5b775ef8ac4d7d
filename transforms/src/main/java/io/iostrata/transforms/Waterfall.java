package io.iostrata.transforms;

import static io.iostrata.schemas.tables.ComparisonTable.BASELINE;
import static io.iostrata.schemas.tables.ComparisonTable.CANDIDATE;
import static io.iostrata.schemas.tables.ComparisonTable.LEVEL;
import static io.iostrata.schemas.tables.ComparisonTable.NAME;
import static io.iostrata.schemas.tables.ComparisonTable.PAIRING;
import static io.iostrata.schemas.tables.ComparisonTable.STATISTIC;
import static io.iostrata.schemas.tables.LayerBreakdownTable.CONFIG;
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

import io.iostrata.schemas.tables.WaterfallTable;
import io.iostrata.transforms.Comparisons.Asked;
import io.iostrata.transforms.LayerPlace.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where the difference of two means comes from. Layers: own times, those between two layers that both sides have together.
 * Phases and stages: each as it is, one that a side lacks counting 0. And a last step for what is left.
 */
public final class Waterfall {
    private static final List<String> PHASES = List.of("submit", "io", "completion", "notify");

    /** Sums of means in another order differ by less, ns. */
    private static final double ROUNDING_NS = 1e-3;

    private Waterfall() {}

    /**
     * Of each pair that is asked for.
     *
     * @param figures of {@link Comparisons}
     * @param stageStats where stages have their places in their chains
     */
    public static Dataset<Row> of(Dataset<Row> figures, Asked asked, Dataset<Row> stageStats) {
        var sum = asked.places().stream()
                .filter(place -> place.role() == Role.SUM)
                .sorted(Comparator.comparingInt(LayerPlace::position))
                .map(LayerPlace::layer)
                .toList();
        var stages = stageStats
                .where(c(IN_TOTAL))
                .groupBy(concat(c(CHAIN), lit("/"), c(STAGE)).as(NAME.name()))
                .agg(max(c(POSITION)).as(POSITION.name()), min(c(PHASE)).as(PHASE.name()));
        var means = asked.sides()
                .join(figures.where(c(STATISTIC).equalTo("mean")), CONFIG.name())
                .join(stages, NAME.name(), "left");
        return PairGroups.of(
                means, WaterfallTable.SCHEMA, rows -> new OfPair(rows.get(0), ComparedLine.of(rows), sum).rows());
    }

    /** A step, and what each side has of it. */
    private record Step(String name, Optional<String> phase, OptionalDouble baselineNs, OptionalDouble candidateNs) {
        private static Step of(ComparedLine line, String name) {
            return new Step(name, line.optionalText(PHASE), line.baselineNs(), line.candidateNs());
        }

        private double diffNs() {
            return candidateNs.orElse(0) - baselineNs.orElse(0);
        }

        private boolean hasBoth() {
            return baselineNs.isPresent() && candidateNs.isPresent();
        }
    }

    /** One pair of configurations. */
    private record OfPair(Row any, List<ComparedLine> lines, List<String> sum) {
        private List<Row> rows() {
            var rows = new ArrayList<Row>();
            lines.stream()
                    .collect(Collectors.groupingBy(line -> line.text(PAIRING), TreeMap::new, Collectors.toList()))
                    .forEach((pairing, ofPairing) -> rows.addAll(layers(pairing, ofPairing)));
            ofLevel("total")
                    .map(line -> Step.of(line, "total"))
                    .filter(Step::hasBoth)
                    .findFirst()
                    .ifPresent(total -> {
                        rows.addAll(steps("phase", "", total, phases()));
                        rows.addAll(steps("stage", "", total, stages()));
                    });
            return rows;
        }

        private Stream<ComparedLine> ofLevel(String level) {
            return lines.stream().filter(line -> line.text(LEVEL).equals(level));
        }

        private List<Row> layers(String pairing, List<ComparedLine> ofPairing) {
            var own = ofPairing.stream()
                    .filter(line -> line.text(LEVEL).equals("layer_own"))
                    .collect(Collectors.toMap(line -> line.text(NAME), line -> line));
            return sum.stream()
                    .flatMap(layer -> ofPairing.stream()
                            .filter(line -> List.of("benchmark", "layer").contains(line.text(LEVEL))
                                    && line.text(NAME).equals(layer))
                            .map(line -> Step.of(line, layer)))
                    .filter(Step::hasBoth)
                    .findFirst()
                    .map(whole -> steps("layer", pairing, whole, ownTimes(whole, own)))
                    .orElse(List.of());
        }

        private List<Step> ownTimes(Step whole, Map<String, ComparedLine> own) {
            var within = sum.subList(sum.indexOf(whole.name()), sum.size());
            var baseline = new OwnTimes(within, own, ComparedLine::baselineNs, ComparedLine::baselineInner).way();
            var candidate = new OwnTimes(within, own, ComparedLine::candidateNs, ComparedLine::candidateInner).way();
            var common =
                    baseline.keySet().stream().filter(candidate::containsKey).toList();
            return IntStream.range(0, common.size())
                    .mapToObj(i -> new Step(
                            common.get(i),
                            Optional.empty(),
                            OptionalDouble.of(between(baseline, common, i)),
                            OptionalDouble.of(between(candidate, common, i))))
                    .toList();
        }

        /** Own times on a side's way from the layer of that number to the next one. */
        private static double between(NavigableMap<String, Double> way, List<String> layers, int number) {
            var from = way.tailMap(layers.get(number));
            var part = number + 1 < layers.size() ? from.headMap(layers.get(number + 1)) : from;
            return part.values().stream().mapToDouble(Double::doubleValue).sum();
        }

        private List<Step> phases() {
            return ofLevel("phase")
                    .map(line -> Step.of(line, line.text(NAME)))
                    .sorted(Comparator.comparingInt(step -> PHASES.indexOf(step.name())))
                    .toList();
        }

        private List<Step> stages() {
            return ofLevel("stage")
                    .filter(line -> line.optionalInt(POSITION).isPresent())
                    .sorted(Comparator.comparingInt((ComparedLine line) ->
                                    line.optionalInt(POSITION).orElseThrow())
                            .thenComparing(line -> line.text(NAME)))
                    .map(line -> Step.of(line, line.text(NAME)))
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
            return new TableRow(WaterfallTable.SCHEMA)
                    .set(BASELINE, SmallTables.text(any, BASELINE))
                    .set(CANDIDATE, SmallTables.text(any, CANDIDATE))
                    .set(INGEST_ID, SmallTables.text(any, INGEST_ID))
                    .set(WaterfallTable.NAME, step.name())
                    .set(WaterfallTable.PHASE, step.phase().orElse(null))
                    .set(WaterfallTable.BASELINE_NS, step.baselineNs())
                    .set(WaterfallTable.CANDIDATE_NS, step.candidateNs())
                    .set(WaterfallTable.DIFF_NS, step.diffNs());
        }
    }

    /**
     * The own times of one side, from the outermost layer inwards: each layer's next is the one that its own time was taken
     * from. Where a layer has no own time, as it was measured under another configuration than the next, the next that has.
     *
     * @param layers outermost first
     */
    private record OwnTimes(
            List<String> layers,
            Map<String, ComparedLine> lines,
            Function<ComparedLine, OptionalDouble> ns,
            Function<ComparedLine, Optional<String>> inner) {

        /** By layer, ordered as they are. */
        private NavigableMap<String, Double> way() {
            var way = new TreeMap<String, Double>(Comparator.comparingInt(layers::indexOf));
            int at = 0;
            while (at < layers.size()) {
                var line = Optional.ofNullable(lines.get(layers.get(at)))
                        .filter(each -> ns.apply(each).isPresent());
                if (line.isEmpty()) {
                    at++;
                } else {
                    way.put(layers.get(at), ns.apply(line.get()).getAsDouble());
                    at = inner.apply(line.get()).map(layers::indexOf).orElse(layers.size());
                }
            }
            return way;
        }
    }
}
