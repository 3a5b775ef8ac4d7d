package io.iostrata.transforms;

import static io.iostrata.schemas.tables.ComparisonTable.LEVEL;
import static io.iostrata.schemas.tables.ComparisonTable.NAME;
import static io.iostrata.schemas.tables.ComparisonTable.PAIRING;
import static io.iostrata.schemas.tables.ComparisonTable.STATISTIC;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.tables.ComparisonTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.transforms.statistics.Effect;
import io.iostrata.transforms.statistics.Effect.Design;
import io.iostrata.transforms.statistics.Holm;
import io.iostrata.transforms.statistics.Question;
import io.iostrata.transforms.statistics.Scale;
import io.iostrata.transforms.statistics.Sides;
import io.iostrata.transforms.statistics.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/** All figures of a pair of configurations: tested together, so that their p-values can be adjusted for one another. */
final class ComparedPair {
    private static final int FAMILIES = 3;

    private final List<ComparedLine> lines;
    private final Question question;
    private final Blocks blocks;

    /** @param rows a row for each side of each figure */
    ComparedPair(List<Row> rows, Question question, Blocks blocks) {
        this.lines = ComparedLine.of(rows);
        this.question = question;
        this.blocks = blocks;
    }

    /** Rows of comparisons. */
    List<Row> rows() {
        var tests = tests();
        var allBaseline = all(ComparedLine::baselineRunIds);
        var allCandidate = all(ComparedLine::candidateRunIds);
        return lines.stream()
                .map(line -> row(line, tests)
                        .set(
                                ComparisonTable.RUN_SETS,
                                isOwnTime(line) ? sets(line) : runSets(line, allBaseline.size(), allCandidate.size()))
                        .row())
                .toList();
    }

    /** A line's values and what they show. */
    private record Test(ComparedLine line, Sides sides, Effect effect, double adjusted) {}

    private Map<ComparedLine, Test> tests() {
        var families = new ArrayList<List<Test>>();
        IntStream.range(0, FAMILIES).forEach(family -> families.add(new ArrayList<>()));
        for (var line : lines) {
            var sides = line.sides(blocks);
            if (line.isTestable(sides)) {
                var effect = line.effect(sides, blocks);
                families.get(family(line)).add(new Test(line, sides, effect, effect.pValue()));
            }
        }
        var adjusted = Holm.adjustFamilies(families.stream()
                .map(family -> family.stream().mapToDouble(Test::adjusted).toArray())
                .toList());
        var tests = new HashMap<ComparedLine, Test>();
        for (int family = 0; family < FAMILIES; family++) {
            for (int i = 0; i < families.get(family).size(); i++) {
                var test = families.get(family).get(i);
                tests.put(test.line(), new Test(test.line(), test.sides(), test.effect(), adjusted.get(family)[i]));
            }
        }
        return tests;
    }

    /** The total first, then the layers' means, then the rest. */
    private static int family(ComparedLine line) {
        if (!line.text(STATISTIC).equals("mean")) {
            return 2;
        }
        return switch (line.text(LEVEL)) {
            case "total" -> 0;
            case "benchmark" -> line.text(NAME).equals(LayerPlace.GUEST_BENCHMARK) ? 0 : 2;
            case "layer", "layer_own" -> 1;
            default -> 2;
        };
    }

    private TableRow row(ComparedLine line, Map<ComparedLine, Test> tests) {
        var row = new TableRow(ComparisonTable.SCHEMA)
                .set(ComparisonTable.BASELINE_NS, line.baselineNs())
                .set(ComparisonTable.CANDIDATE_NS, line.candidateNs())
                .set(ComparisonTable.DIFF_NS, line.diffNs())
                .set(ComparisonTable.MINIMUM_EFFECT, question.minimumEffect())
                .set(ComparisonTable.CONFIDENCE, question.confidence())
                .set(ComparisonTable.BASELINE_RUNS, line.baselineRuns())
                .set(ComparisonTable.CANDIDATE_RUNS, line.candidateRuns())
                .set(ComparisonTable.BASELINE_WITHIN, line.baselineWithin())
                .set(ComparisonTable.CANDIDATE_WITHIN, line.candidateWithin());
        for (Field column : keys()) {
            row.set(column, line.optionalText(column).orElse(null));
        }
        if (tests.containsKey(line)) {
            tested(row, tests.get(line));
        } else if (line.diffNs().isPresent()) {
            row.set(ComparisonTable.VERDICT, untested(line));
        }
        return row;
    }

    private static List<Field> keys() {
        return List.of(
                ComparisonTable.BASELINE,
                ComparisonTable.CANDIDATE,
                RunTable.INGEST_ID,
                ComparisonTable.CONFOUNDERS,
                LEVEL,
                NAME,
                STATISTIC,
                PAIRING);
    }

    private String untested(ComparedLine line) {
        int shared = line.shared().size();
        return shared > 0
                ? "not tested: " + shared + " runs are on both sides"
                : Verdict.tooFew(line.sides(blocks)).words();
    }

    private void tested(TableRow row, Test test) {
        var effect = test.effect();
        double baselineNs = test.line().baselineNs().getAsDouble();
        double candidateNs = test.line().candidateNs().getAsDouble();
        var difference = test.line()
                .resampled()
                .orElseGet(() -> effect.difference(baselineNs, candidateNs, question.confidence()));
        var verdict = Verdict.of(new Verdict.Tested(effect, test.adjusted()), test.sides(), baselineNs, question);
        row.set(ComparisonTable.DIFF_LO_NS, difference.lo())
                .set(ComparisonTable.DIFF_HI_NS, difference.hi())
                .set(ComparisonTable.EFFECT_SIZE, effect.size())
                .set(ComparisonTable.P_VALUE, effect.pValue())
                .set(ComparisonTable.P_ADJUSTED, test.adjusted())
                .set(ComparisonTable.VERDICT, verdict.words())
                .set(ComparisonTable.RUNS_NEEDED, boxed(verdict.runsNeeded()))
                .set(ComparisonTable.RUNS_NEEDED_90, boxed(verdict.runsNeeded90()))
                .set(ComparisonTable.METHOD, method(test));
        if (effect.scale() == Scale.LOG) {
            var interval = effect.interval(question.confidence());
            row.set(ComparisonTable.RATIO, Math.exp(effect.estimate()))
                    .set(ComparisonTable.RATIO_LO, Math.exp(interval.lo()))
                    .set(ComparisonTable.RATIO_HI, Math.exp(interval.hi()));
        }
    }

    private String method(Test test) {
        String scale = test.effect().scale() == Scale.LOG ? " of logarithms" : "";
        return test.effect().design() == Design.PAIRED
                ? "paired t-test%s by %s, %d pairs"
                        .formatted(scale, blocks.key(), test.sides().baseline().length)
                : "Welch's t-test" + scale
                        + (test.line().resampled().isPresent() ? ", interval of diff_ns by resampling runs" : "");
    }

    private static Object boxed(OptionalLong value) {
        return value.isPresent() ? (Object) value.getAsLong() : null;
    }

    private Set<String> all(Function<ComparedLine, Set<String>> runs) {
        var all = new HashSet<String>();
        lines.stream().filter(ComparedPair::isOfEveryRun).forEach(line -> all.addAll(runs.apply(line)));
        return all;
    }

    /**
     * Of sets with one layer a run, no run has every figure; a set's own time has one run of it; the bare host's runs are
     * beside those compared.
     */
    private static boolean isOfEveryRun(ComparedLine line) {
        return !line.text(PAIRING).equals("across_runs")
                && !isOwnTime(line)
                && !line.text(NAME).equals(LayerPlace.HOST_BENCHMARK);
    }

    private static boolean isOwnTime(ComparedLine line) {
        return line.text(LEVEL).equals("layer_own");
    }

    /** Where fewer sets have the own time than have another of the pairing. */
    private String sets(ComparedLine line) {
        var ofPairing = lines.stream()
                .filter(other -> isOwnTime(other) && other.text(PAIRING).equals(line.text(PAIRING)))
                .toList();
        return some(
                line,
                ofPairing.stream().mapToLong(ComparedLine::baselineRuns).max().orElse(0),
                ofPairing.stream().mapToLong(ComparedLine::candidateRuns).max().orElse(0));
    }

    private static String runSets(ComparedLine line, int baselineRuns, int candidateRuns) {
        return isOfEveryRun(line) ? some(line, baselineRuns, candidateRuns) : null;
    }

    private static String some(ComparedLine line, long baselineRuns, long candidateRuns) {
        var sides = new ArrayList<String>();
        if (line.baselineRuns() < baselineRuns) {
            sides.add("baseline " + line.baselineRuns() + " of " + baselineRuns);
        }
        if (line.candidateRuns() < candidateRuns) {
            sides.add("candidate " + line.candidateRuns() + " of " + candidateRuns);
        }
        return sides.isEmpty() ? null : String.join(", ", sides);
    }
}
