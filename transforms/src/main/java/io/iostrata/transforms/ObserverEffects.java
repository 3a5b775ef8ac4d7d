package io.iostrata.transforms;

import static io.iostrata.schemas.tables.LayerBreakdownTable.CONFIG;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.transforms.SparkSchemas.c;

import io.iostrata.schemas.config.Digests;
import io.iostrata.schemas.tables.ComparisonTable;
import io.iostrata.schemas.tables.ObserverEffectTable;
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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What tracing does to the benchmark: in each configuration, runs that traced a layer against runs without a trace. */
public final class ObserverEffects {
    private static final String LABEL = "label";

    private ObserverEffects() {}

    /** Of configurations that have both; pairs of configurations and blocks are not looked at. */
    public static Dataset<Row> of(Inputs in, Asked asked) {
        var question = asked.question();
        var labels =
                asked.configurations().select(c(RUN_ID), c(INGEST_ID), c(CONFIG).as(LABEL));
        var figures = LayerFigure.table(in.layerStats(), in.runs())
                .join(labels, new String[] {RUN_ID.name(), INGEST_ID.name()});
        return SmallTables.inOneTask(figures, ObserverEffectTable.SCHEMA, rows -> rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.<String>getAs(LABEL),
                        TreeMap::new,
                        Collectors.mapping(LayerFigure::of, Collectors.toList())))
                .entrySet()
                .stream()
                .flatMap(config -> new OfConfig(config.getKey(), config.getValue(), question).rows().stream())
                .toList());
    }

    /** One layer's runs with a trace of it, beside those without any. */
    private record Line(String layer, Collection<LayerFigure> traced, Sides sides) {}

    /** One configuration. */
    private record OfConfig(String config, List<LayerFigure> figures, Question question) {
        private List<Row> rows() {
            var tracedRuns = figures.stream()
                    .filter(figure -> !figure.isBenchmark())
                    .map(LayerFigure::runId)
                    .collect(Collectors.toSet());
            var untraced = untraced(tracedRuns);
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

        private List<LayerFigure> untraced(Set<String> tracedRuns) {
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
