package io.iostrata.jobs.report;

import io.iostrata.schemas.tables.ComparisonTable;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;

/** A difference between two configurations, or selections of runs: a row of comparisons. Times in ns. */
record Comparison(
        Pair pair,
        Subject subject,
        OptionalDouble baselineNs,
        OptionalDouble candidateNs,
        OptionalDouble diffNs,
        OptionalDouble diffLoNs,
        OptionalDouble diffHiNs,
        OptionalDouble p,
        Optional<String> verdict,
        Terms terms) {

    /** Beside a verdict that {@link #UNCALLED} is about. */
    static final String UNCALLED_MARK = " \u2020";

    static final String UNCALLED =
            "\u2020 The interval is of this figure alone and leaves out 0; the verdict allows for how many figures are"
                    + " compared (p_adjusted).";

    private static final String NOT_ENOUGH = "not enough runs";

    /**
     * On what terms it was compared.
     *
     * @param confidence of the interval
     * @param askedBy the command that was asked about the pair, two selections of runs; blank where analyze made it, of two
     *     configurations
     */
    record Terms(double confidence, String askedBy) {}

    /** Whom it compares: labels of configurations. */
    record Pair(String baseline, String candidate) {
        /** Whether the other compares the same two the other way round. */
        boolean isTurned(Pair other) {
            return baseline.equals(other.candidate) && candidate.equals(other.baseline);
        }
    }

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
                Cells.optionalText(row, ComparisonTable.VERDICT),
                new Terms(
                        Cells.number(row, ComparisonTable.CONFIDENCE).orElse(0),
                        Cells.optionalText(row, ComparisonTable.ASKED_BY).orElse("")));
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

    /** Whether the two sides have own times of one layer that reach down to different ones. */
    boolean isOfTwoDepths() {
        return subject.level().equals("layer_own")
                && baselineNs.isPresent()
                && candidateNs.isPresent()
                && diffNs.isEmpty();
    }

    /** Whether a command was asked about the two. */
    boolean isAsked() {
        return !terms.askedBy().isEmpty();
    }

    /** "95 % interval". */
    String intervalName() {
        return Figures.shortPercent(terms.confidence()) + " interval";
    }

    /** Whether the interval leaves out zero where the verdict, which is adjusted for all that is compared, calls nothing. */
    boolean isUncalled() {
        return verdict.filter(words -> words.startsWith(NOT_ENOUGH)).isPresent()
                && diffLoNs.isPresent()
                && diffHiNs.isPresent()
                && (diffLoNs.getAsDouble() > 0 || diffHiNs.getAsDouble() < 0);
    }
}
