package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/** comparisons: one row per baseline, candidate, level, name and statistic. diff = candidate - baseline. */
public final class ComparisonTable {
    public static final Field BASELINE =
            Field.required("baseline", FieldType.STRING, "Label of the baseline configuration.");
    public static final Field CANDIDATE =
            Field.required("candidate", FieldType.STRING, "Label of the candidate configuration.");
    public static final Field LEVEL =
            Field.required("level", FieldType.STRING, "benchmark, layer, layer_own, stage, phase or total.");
    public static final Field NAME =
            Field.required("name", FieldType.STRING, "Layer, chain/stage, phase, or total for all chains.");
    public static final Field STATISTIC = Field.required("statistic", FieldType.STRING, "mean, p50, p90, p99 or p999.");
    public static final Field PAIRING = Field.optional(
            "pairing", FieldType.STRING, "same_run or across_runs for layers and benchmarks; null elsewhere.");
    public static final Field BASELINE_NS = Field.optional(
            "baseline_ns",
            FieldType.DOUBLE,
            "The baseline's figure, ns: of means the unweighted mean over runs, of percentiles that of the runs' merged histograms, runs"
                    + " weighted equally; null where it has none.");
    public static final Field CANDIDATE_NS =
            Field.optional("candidate_ns", FieldType.DOUBLE, "The candidate's figure, ns; null where it has none.");
    public static final Field DIFF_NS = Field.optional("diff_ns", FieldType.DOUBLE, "candidate_ns - baseline_ns, ns.");
    public static final Field DIFF_LO_NS = Field.optional(
            "diff_lo_ns",
            FieldType.DOUBLE,
            "Lower end of the interval of diff_ns, the runs being the sample; null where no test was made.");
    public static final Field DIFF_HI_NS =
            Field.optional("diff_hi_ns", FieldType.DOUBLE, "Upper end of the interval of diff_ns.");
    public static final Field RATIO = Field.optional(
            "ratio",
            FieldType.DOUBLE,
            "What was tested: candidate over baseline of the runs' own figures, as geometric means; so for percentiles it"
                    + " is of the runs' own percentiles. Null for own times and others that are not positive.");
    public static final Field RATIO_LO =
            Field.optional("ratio_lo", FieldType.DOUBLE, "Lower end of the interval of ratio.");
    public static final Field RATIO_HI =
            Field.optional("ratio_hi", FieldType.DOUBLE, "Upper end of the interval of ratio.");
    public static final Field EFFECT_SIZE = Field.optional(
            "effect_size",
            FieldType.DOUBLE,
            "Hedges' g: the difference in standard deviations between runs (paired: of the pairs' differences).");
    public static final Field P_VALUE =
            Field.optional("p_value", FieldType.DOUBLE, "Of the test that method names; null where no test was made.");
    public static final Field P_ADJUSTED = Field.optional(
            "p_adjusted",
            FieldType.DOUBLE,
            "p_value adjusted for all tests of the pair: the total, then the layers' means, then the rest.");
    public static final Field VERDICT = Field.optional(
            "verdict",
            FieldType.STRING,
            "In words: better, worse, no difference larger than minimum_effect, not enough runs, or not tested and why;"
                    + " null where there is no difference to judge.");
    public static final Field RUNS_NEEDED = Field.optional(
            "runs_needed",
            FieldType.INT64,
            "Runs a side (pairs, if paired) that would show a difference of minimum_effect with a power of 80 %, at the"
                    + " spread between these runs; null for a figure of zero and beyond 100,000.");
    public static final Field RUNS_NEEDED_90 =
            Field.optional("runs_needed_90", FieldType.INT64, "The same with a power of 90 %.");
    public static final Field METHOD = Field.optional(
            "method",
            FieldType.STRING,
            "The test, its scale and its pairs, and that the interval of diff_ns is by drawing runs anew, where it is; null"
                    + " where no test was made.");
    public static final Field MINIMUM_EFFECT = Field.required(
            "minimum_effect", FieldType.DOUBLE, "The smallest difference that matters, as a ratio of the baseline.");
    public static final Field CONFIDENCE =
            Field.required("confidence", FieldType.DOUBLE, "Of the intervals; differences are called at 1 minus it.");
    public static final Field RUN_SETS = Field.optional(
            "run_sets",
            FieldType.STRING,
            "Which side has the figure of some of its runs only, or an own time of fewer sets than another; null where all have it,"
                    + " and for layers across_runs.");
    public static final Field BASELINE_RUNS = Field.required(
            "baseline_runs", FieldType.INT64, "Runs of the baseline behind the figure; for layer_own its sets.");
    public static final Field CANDIDATE_RUNS = Field.required(
            "candidate_runs", FieldType.INT64, "Runs of the candidate behind the figure; for layer_own its sets.");
    public static final Field BASELINE_WITHIN = Field.optional(
            "baseline_within",
            FieldType.DOUBLE,
            "Means of layers: the share of the variance between the baseline's runs that is what the requests of one run leave,"
                    + " the seconds of latency_over_time being the sample. Near 1, longer runs would help; near 0, more runs alone."
                    + " Null where a run has fewer than ten seconds.");
    public static final Field CANDIDATE_WITHIN =
            Field.optional("candidate_within", FieldType.DOUBLE, "The same of the candidate's runs.");
    public static final Field CONFOUNDERS = Field.optional(
            "confounders",
            FieldType.STRING,
            "Config keys, other than those compared, that differ; comma-separated; null where none.");
    public static final Field ASKED_BY = Field.optional(
            "asked_by",
            FieldType.STRING,
            "compare where the two are selections of runs that compare was asked about; null where they are configurations,"
                    + " each pair of which analyze compares.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "comparisons",
            "baseline, candidate, level, name and statistic",
            BASELINE,
            CANDIDATE,
            RunTable.INGEST_ID,
            LEVEL,
            NAME,
            STATISTIC,
            PAIRING,
            BASELINE_NS,
            CANDIDATE_NS,
            DIFF_NS,
            DIFF_LO_NS,
            DIFF_HI_NS,
            RATIO,
            RATIO_LO,
            RATIO_HI,
            EFFECT_SIZE,
            P_VALUE,
            P_ADJUSTED,
            VERDICT,
            RUNS_NEEDED,
            RUNS_NEEDED_90,
            METHOD,
            MINIMUM_EFFECT,
            CONFIDENCE,
            BASELINE_RUNS,
            CANDIDATE_RUNS,
            RUN_SETS,
            BASELINE_WITHIN,
            CANDIDATE_WITHIN,
            CONFOUNDERS,
            ASKED_BY);

    private ComparisonTable() {}
}
