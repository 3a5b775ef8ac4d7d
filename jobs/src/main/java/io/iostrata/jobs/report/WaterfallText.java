package io.iostrata.jobs.report;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.tables.ComparisonTable;
import io.iostrata.schemas.tables.WaterfallTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Where the difference of a pair comes from: for layers, phases and stages a sentence whose steps add up to it. */
final class WaterfallText {
    private static final List<String> LEVELS = List.of("layer", "phase", "stage");
    private static final String QUERY =
            "select * from waterfall where baseline = :baseline and candidate = :candidate order by position";

    private static final String OTHER = "other";

    private final LayerNames names;

    WaterfallText(LayerNames names) {
        this.names = names;
    }

    /** What a step changes, and which sides have it at all. */
    private record Step(String name, double diffNs, boolean isInBaseline, boolean isInCandidate) {
        private static Step of(Row row) {
            return new Step(
                    Cells.text(row, WaterfallTable.NAME),
                    number(row, WaterfallTable.DIFF_NS),
                    Cells.number(row, WaterfallTable.BASELINE_NS).isPresent(),
                    Cells.number(row, WaterfallTable.CANDIDATE_NS).isPresent());
        }

        /** The step without the chain it belongs to. */
        private Step ofAnyChain() {
            return new Step(name.substring(name.indexOf('/') + 1), diffNs, isInBaseline, isInCandidate);
        }

        private Step and(Step same) {
            return new Step(
                    name, diffNs + same.diffNs, isInBaseline || same.isInBaseline, isInCandidate || same.isInCandidate);
        }

        private String words() {
            String alone = isInBaseline && isInCandidate ? "" : " (%s only)";
            return name + " " + Figures.signedNs(diffNs) + alone.formatted(isInBaseline ? "baseline" : "candidate");
        }
    }

    /** A paragraph for each level that the view waterfall has of the pair; layers traced together before others. */
    List<String> of(SparkSession spark, Comparison.Pair pair) {
        var rows = spark.sql(QUERY, Map.of("baseline", pair.baseline(), "candidate", pair.candidate()))
                .collectAsList();
        return LEVELS.stream()
                .flatMap(level -> rows.stream()
                        .filter(row -> Cells.text(row, WaterfallTable.LEVEL).equals(level))
                        .collect(Collectors.groupingBy(WaterfallText::pairing, TreeMap::new, Collectors.toList()))
                        .descendingMap()
                        .values()
                        .stream()
                        .map(steps -> paragraph(level, steps)))
                .toList();
    }

    private String paragraph(String level, List<Row> rows) {
        var steps = rows.stream().map(Step::of).toList();
        boolean isOfLayers = level.equals("layer");
        double fromNs = number(rows.get(0), WaterfallTable.FROM_NS);
        double toNs = number(rows.get(rows.size() - 1), WaterfallTable.TO_NS);
        String head = "By %s%s: %s from %s to %s ns, %s:"
                .formatted(
                        level,
                        pairing(rows.get(0)).equals("across_runs") ? " (one layer a run)" : "",
                        isOfLayers ? whole(steps) : "the total of the stages",
                        Figures.ns(fromNs),
                        Figures.ns(toNs),
                        Figures.signedNs(toNs - fromNs));
        return Paragraph.of(head, ",", isOfLayers ? layers(steps) : links(steps));
    }

    /** Steps that leave something are not of all runs, and the first of them need not be of the outermost layer. */
    private String whole(List<Step> steps) {
        return steps.stream().anyMatch(step -> step.name().equals(OTHER))
                ? "the outermost layer"
                : names.passage(steps.get(0).name());
    }

    private List<String> layers(List<Step> steps) {
        return IntStream.range(0, steps.size())
                .mapToObj(i -> {
                    var step = steps.get(i);
                    if (step.name().equals(OTHER)) {
                        return new Step("what runs without every layer take otherwise", step.diffNs(), true, true)
                                .words();
                    }
                    var inner = steps.stream()
                            .skip(i + 1L)
                            .map(Step::name)
                            .filter(name -> !name.equals(OTHER))
                            .findFirst();
                    return new Step(names.own(step.name(), inner), step.diffNs(), true, true).words();
                })
                .toList();
    }

    /** Two chains' stages of one name are one step: what closes them is the same event. */
    private static List<String> links(List<Step> steps) {
        var byName = new LinkedHashMap<String, Step>();
        steps.stream().map(Step::ofAnyChain).forEach(step -> byName.merge(step.name(), step, Step::and));
        return byName.values().stream().map(Step::words).toList();
    }

    private static String pairing(Row row) {
        return Cells.optionalText(row, ComparisonTable.PAIRING).orElse("");
    }

    private static double number(Row row, Field column) {
        return Cells.number(row, column).orElse(0);
    }
}
