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
    public static final Field STATISTIC = Field.required("statistic", FieldType.STRING, "mean, p50, p90 or p99.");
    public static final Field PAIRING = Field.optional(
            "pairing", FieldType.STRING, "same_run or across_runs for layers and benchmarks; null elsewhere.");
    public static final Field BASELINE_NS =
            Field.optional("baseline_ns", FieldType.DOUBLE, "The baseline's figure, ns; null where it has none.");
    public static final Field CANDIDATE_NS =
            Field.optional("candidate_ns", FieldType.DOUBLE, "The candidate's figure, ns; null where it has none.");
    public static final Field DIFF_NS = Field.optional("diff_ns", FieldType.DOUBLE, "candidate_ns - baseline_ns, ns.");
    public static final Field DIFF_LO_NS = Field.optional(
            "diff_lo_ns",
            FieldType.DOUBLE,
            "Lower end of the interval of the difference; null where none was computed.");
    public static final Field DIFF_HI_NS =
            Field.optional("diff_hi_ns", FieldType.DOUBLE, "Upper end of the interval of the difference.");
    public static final Field P_VALUE = Field.optional("p_value", FieldType.DOUBLE, "Null where no test was made.");
    public static final Field P_ADJUSTED =
            Field.optional("p_adjusted", FieldType.DOUBLE, "p_value adjusted in its family.");
    public static final Field VERDICT =
            Field.optional("verdict", FieldType.STRING, "In words; null where no test was made.");
    public static final Field BASELINE_RUNS = Field.required(
            "baseline_runs", FieldType.INT64, "Runs of the baseline behind the figure; for layer_own its sets.");
    public static final Field CANDIDATE_RUNS = Field.required(
            "candidate_runs", FieldType.INT64, "Runs of the candidate behind the figure; for layer_own its sets.");
    public static final Field CONFOUNDERS = Field.optional(
            "confounders",
            FieldType.STRING,
            "Config keys, other than those compared, that differ; comma-separated; null where none.");

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
            P_VALUE,
            P_ADJUSTED,
            VERDICT,
            BASELINE_RUNS,
            CANDIDATE_RUNS,
            CONFOUNDERS);

    private ComparisonTable() {}
}
