package io.iostrata.transforms;

import static io.iostrata.schemas.tables.Distribution.MEAN_NS;
import static io.iostrata.schemas.tables.LayerBreakdownTable.CONFIG;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.schemas.tables.SpanTable.LAYER;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.iostrata.schemas.config.Digests;
import io.iostrata.schemas.tables.ComparisonTable;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.ObserverEffectTable;
import io.iostrata.schemas.tables.Severity;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.transforms.Comparisons.Asked;
import io.iostrata.transforms.Comparisons.Inputs;
import io.iostrata.transforms.statistics.Effect;
import io.iostrata.transforms.statistics.Holm;
import io.iostrata.transforms.statistics.Question;
import io.iostrata.transforms.statistics.RunTests;
import io.iostrata.transforms.statistics.Scale;
import io.iostrata.transforms.statistics.Sides;
import io.iostrata.transforms.statistics.Verdict;
import io.iostrata.transforms.statistics.Verdict.Tested;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What tracing does to the benchmark: in each configuration, runs that traced a layer against runs without any trace, be it
 * of no layer.
 */
public final class ObserverEffects {
    private static final String[] RUN = {RUN_ID.name(), INGEST_ID.name()};
    private static final String LABEL = "label";
    private static final String HAS_TRACE = "has_trace";
    /** Files of benchmarks, and what is no recording at all. */
    private static final String NO_TRACES = "^(seqread|fio|benchmark|dd|ioping|qemu-io|qemu-img|trace-events|other)\\b";
    /** Names that manifests give to what a benchmark prints. */
    private static final String[] LAYERS_OF_BENCHMARKS = {"guest", "host", "benchmark"};

    private ObserverEffects() {}

    /**
     * Of configurations that have both; pairs of configurations and blocks are not looked at.
     *
     * @param sources which tell what each run recorded
     */
    public static Dataset<Row> of(Inputs in, Asked asked, Dataset<Row> sources) {
        var question = asked.question();
        var labels =
                asked.configurations().select(c(RUN_ID), c(INGEST_ID), c(CONFIG).as(LABEL));
        var figures =
                LayerFigure.table(in.layerStats(), in.runs()).join(labels, RUN).join(traces(sources), RUN, "left");
        return SmallTables.inOneTask(figures, ObserverEffectTable.SCHEMA, rows -> rows.stream()
                .collect(Collectors.groupingBy(row -> row.<String>getAs(LABEL), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .flatMap(config -> OfConfig.of(config.getKey(), config.getValue(), question).rows().stream())
                .toList());
    }

    /** Runs with a recording; of a file that nobody recognises, the manifest's layer tells whether it is one. */
    private static Dataset<Row> traces(Dataset<Row> sources) {
        return sources.where(isRecognised().or(isNamedForALayer()))
                .select(c(RUN_ID), c(INGEST_ID), lit(true).as(HAS_TRACE))
                .distinct();
    }

    private static Column isRecognised() {
        return not(c(SourceTable.FORMAT).rlike(NO_TRACES));
    }

    private static Column isNamedForALayer() {
        return c(SourceTable.FORMAT)
                .equalTo("other")
                .and(not(c(SourceTable.LAYER).isin((Object[]) LAYERS_OF_BENCHMARKS)));
    }

    /**
     * Runs with a benchmark that nothing but such a file makes traced: without it they would be held against others.
     *
     * @param sources as {@link #of} takes them
     */
    public static Dataset<Row> issues(Inputs in, Dataset<Row> sources) {
        var benchmarks = in.layerStats()
                .where(c(LAYER).equalTo(LayerPlace.GUEST_BENCHMARK)
                        .and(c(MEAN_NS).isNotNull()));
        var layers = in.layerStats()
                .where(not(c(LAYER).isin(LayerPlace.GUEST_BENCHMARK, LayerPlace.HOST_BENCHMARK)))
                .select(c(RUN_ID), c(INGEST_ID));
        var recorded = sources.where(isRecognised()).select(c(RUN_ID), c(INGEST_ID));
        var alone = sources.where(isNamedForALayer())
                .join(benchmarks.select(c(RUN_ID), c(INGEST_ID)), RUN, "left_semi")
                .join(recorded.unionByName(layers), RUN, "left_anti");
        return SmallTables.inOneTask(
                alone.select(c(RUN_ID), c(INGEST_ID), c(SourceTable.PATH), c(SourceTable.LAYER)),
                IssueTable.SCHEMA,
                rows -> rows.stream().map(ObserverEffects::takenForATrace).toList());
    }

    private static Row takenForATrace(Row file) {
        return new TableRow(IssueTable.SCHEMA)
                .set(RUN_ID, SmallTables.text(file, RUN_ID))
                .set(INGEST_ID, SmallTables.text(file, INGEST_ID))
                .set(IssueTable.KIND, IssueKind.UNRECOGNISED.id())
                .set(IssueTable.SEVERITY, Severity.INFO.id())
                .set(IssueTable.COUNT, 1L)
                .set(IssueTable.JOB, "analyze")
                .set(
                        IssueTable.MESSAGE,
                        "%s: no known format, taken for a trace of layer %s: its run is no untraced one in observer_effects"
                                .formatted(
                                        SmallTables.text(file, SourceTable.PATH),
                                        SmallTables.text(file, SourceTable.LAYER)))
                .row();
    }

    /** One layer's runs with a trace of it, beside those without any. */
    private record Line(String layer, Collection<LayerFigure> traced, Sides sides) {}

    /**
     * One configuration.
     *
     * @param tracedRuns runs with a recording, or with a layer of one
     */
    private record OfConfig(String config, List<LayerFigure> figures, Set<String> tracedRuns, Question question) {
        private static OfConfig of(String config, List<Row> rows, Question question) {
            var traced = rows.stream()
                    .filter(row ->
                            row.getAs(HAS_TRACE) != null || !LayerFigure.of(row).isBenchmark())
                    .map(row -> SmallTables.text(row, RUN_ID))
                    .collect(Collectors.toSet());
            return new OfConfig(config, rows.stream().map(LayerFigure::of).toList(), traced, question);
        }

        private List<Row> rows() {
            var untraced = untraced();
            if (untraced.isEmpty()) {
                return List.of();
            }
            var lines = lines(untraced);
            var effects = lines.stream()
                    .filter(line -> line.sides().isTestable())
                    .collect(Collectors.toMap(Function.identity(), line -> RunTests.welch(line.sides(), Scale.LOG)));
            var adjusted = adjusted(lines, effects);
            return lines.stream()
                    .map(line -> row(line, untraced, effects, adjusted))
                    .toList();
        }

        private List<LayerFigure> untraced() {
            return figures.stream()
                    .filter(figure -> figure.layer().equals(LayerPlace.GUEST_BENCHMARK))
                    .filter(figure -> figure.meanNs().isPresent() && !tracedRuns.contains(figure.runId()))
                    .toList();
        }

        private List<Line> lines(List<LayerFigure> untraced) {
            var baseline = values(untraced, LayerFigure::meanNs);
            var lines = new ArrayList<Line>();
            figures.stream()
                    .filter(figure ->
                            !figure.isBenchmark() && figure.controlNs().isPresent())
                    .collect(Collectors.groupingBy(LayerFigure::layer, TreeMap::new, Collectors.toList()))
                    .forEach((layer, traced) -> lines.add(
                            new Line(layer, traced, new Sides(baseline, values(traced, LayerFigure::controlNs)))));
            return lines;
        }

        private static double[] values(List<LayerFigure> runs, Function<LayerFigure, OptionalDouble> value) {
            return runs.stream()
                    .collect(Collectors.toMap(LayerFigure::runId, value, (same, again) -> same, TreeMap::new))
                    .values()
                    .stream()
                    .mapToDouble(OptionalDouble::getAsDouble)
                    .toArray();
        }

        private static Map<Line, Double> adjusted(List<Line> lines, Map<Line, Effect> effects) {
            var tested = lines.stream().filter(effects::containsKey).toList();
            var adjusted = Holm.adjust(tested.stream()
                    .mapToDouble(line -> effects.get(line).pValue())
                    .toArray());
            var byLine = new HashMap<Line, Double>();
            for (int i = 0; i < adjusted.length; i++) {
                byLine.put(tested.get(i), adjusted[i]);
            }
            return byLine;
        }

        private Row row(Line line, List<LayerFigure> untraced, Map<Line, Effect> effects, Map<Line, Double> adjusted) {
            double untracedNs = mean(line.sides().baseline());
            double tracedNs = mean(line.sides().candidate());
            var ingests = Stream.concat(untraced.stream(), line.traced().stream())
                    .map(LayerFigure::ingestId)
                    .toList();
            var row = new TableRow(ObserverEffectTable.SCHEMA)
                    .set(CONFIG, config)
                    .set(INGEST_ID, Digests.ingestId(ingests))
                    .set(ObserverEffectTable.LAYER, line.layer())
                    .set(ObserverEffectTable.UNTRACED_NS, untracedNs)
                    .set(ObserverEffectTable.TRACED_NS, tracedNs)
                    .set(ObserverEffectTable.DIFF_NS, tracedNs - untracedNs)
                    .set(ObserverEffectTable.UNTRACED_RUNS, (long) line.sides().baseline().length)
                    .set(ObserverEffectTable.TRACED_RUNS, (long) line.sides().candidate().length);
            return effects.containsKey(line)
                    ? tested(row, line, new Tested(effects.get(line), adjusted.get(line)))
                    : row.set(
                                    ComparisonTable.VERDICT,
                                    Verdict.tooFew(line.sides()).words())
                            .row();
        }

        private Row tested(TableRow row, Line line, Tested tested) {
            double untracedNs = mean(line.sides().baseline());
            double tracedNs = mean(line.sides().candidate());
            var difference = tested.effect().difference(untracedNs, tracedNs, question.confidence());
            return row.set(ComparisonTable.DIFF_LO_NS, difference.lo())
                    .set(ComparisonTable.DIFF_HI_NS, difference.hi())
                    .set(ComparisonTable.P_VALUE, tested.effect().pValue())
                    .set(ObserverEffectTable.P_ADJUSTED, tested.adjusted())
                    .set(
                            ComparisonTable.VERDICT,
                            Verdict.of(tested, line.sides(), untracedNs, question)
                                    .words())
                    .row();
        }

        private static double mean(double[] values) {
            return Arrays.stream(values).average().orElseThrow();
        }
    }
}
