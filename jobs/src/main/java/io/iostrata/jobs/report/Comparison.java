package io.iostrata.jobs.report;

import io.iostrata.schemas.tables.ComparisonTable;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;

/** A difference between two configurations: a row of comparisons. Times in ns. */
record Comparison(
        Pair pair,
        Subject subject,
        OptionalDouble baselineNs,
        OptionalDouble candidateNs,
        OptionalDouble diffNs,
        OptionalDouble diffLoNs,
        OptionalDouble diffHiNs,
        OptionalDouble p,
        Optional<String> verdict) {

    /** Whom it compares: labels of configurations. */
    record Pair(String baseline, String candidate) {}

    /** What it compares, over how many runs, which of them lack it, and which other keys differ between them. */
    record Subject(
            String level,
            String name,
            String statistic,
            String pairing,
            long baselineRuns,
            long candidateRuns,
            String runSets,
            String confounders) {}

    static Comparison of(Row row) {
        return new Comparison(
                new Pair(Cells.text(row, ComparisonTable.BASELINE), Cells.text(row, ComparisonTable.CANDIDATE)),
                subject(row),
                Cells.number(row, ComparisonTable.BASELINE_NS),
                Cells.number(row, ComparisonTable.CANDIDATE_NS),
                Cells.number(row, ComparisonTable.DIFF_NS),
                Cells.number(row, ComparisonTable.DIFF_LO_NS),
                Cells.number(row, ComparisonTable.DIFF_HI_NS),
                Cells.number(row, ComparisonTable.P_ADJUSTED),
                Cells.optionalText(row, ComparisonTable.VERDICT));
    }

    private static Subject subject(Row row) {
        return new Subject(
                Cells.text(row, ComparisonTable.LEVEL),
                Cells.text(row, ComparisonTable.NAME),
                Cells.text(row, ComparisonTable.STATISTIC),
                Cells.optionalText(row, ComparisonTable.PAIRING).orElse(""),
                Cells.count(row, ComparisonTable.BASELINE_RUNS),
                Cells.count(row, ComparisonTable.CANDIDATE_RUNS),
                Cells.optionalText(row, ComparisonTable.RUN_SETS).orElse(""),
                Cells.optionalText(row, ComparisonTable.CONFOUNDERS).orElse(""));
    }

    /** Difference as a ratio of the baseline's figure. */
    OptionalDouble diffRatio() {
        double baseline = baselineNs.orElse(0);
        return diffNs.isEmpty() || baseline <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(diffNs.getAsDouble() / baseline);
    }

    /** Whether it compares what a whole request takes, by its mean: the benchmark's figure, or a chain's total. */
    boolean isHeadline() {
        return subject.statistic().equals("mean")
                && (subject.level().equals("benchmark") || subject.level().equals("total"));
    }
}
