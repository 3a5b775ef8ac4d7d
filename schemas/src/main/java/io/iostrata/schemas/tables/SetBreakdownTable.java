package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/** set_breakdown: one row per set and layer. The page's cumulative and delta tables of one set of runs. */
public final class SetBreakdownTable {
    public static final Field PAIRING = Field.required("pairing", FieldType.STRING, "same_run or across_runs.");
    public static final Field CUMULATIVE_NS =
            Field.required("cumulative_ns", FieldType.DOUBLE, "Mean of the layer and all below it, ns.");
    public static final Field CONTROL_NS =
            Field.optional("control_ns", FieldType.DOUBLE, "The benchmark's own mean while the layer was traced, ns.");
    public static final Field DELTA_NS = Field.optional(
            "delta_ns",
            FieldType.DOUBLE,
            "The layer's own time: cumulative minus that of delta_to; the innermost layer keeps its cumulative. Null for the"
                    + " baseline, and for a layer whose spans are not a request each (issue mixed_spans).");
    public static final Field DELTA_TO = Field.optional(
            "delta_to",
            FieldType.STRING,
            "The next present inner layer with an own time; null for the innermost and where delta_ns is.");
    public static final Field SHARE_OF_TOTAL = Field.optional(
            "share_of_total", FieldType.DOUBLE, "delta_ns as a ratio of the guest benchmark's cumulative.");
    public static final Field OVERHEAD_VS_BASELINE = Field.optional(
            "overhead_vs_baseline",
            FieldType.DOUBLE,
            "Guest benchmark over host benchmark, minus 1; the same on every row.");
    public static final Field COUNT = Field.required(
            "count", FieldType.INT64, "Spans behind the mean; the requests of the benchmark for the benchmarks.");
    public static final Field RUN_ID =
            Field.required("run_id", FieldType.STRING, "The run the figure comes from; of several, the first by name.");
    public static final Field RUNS = Field.required(
            "runs", FieldType.INT64, "Runs the figure comes from; their unweighted mean where several have the layer.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "set_breakdown",
            "set and layer",
            RunTable.SET_ID,
            RunTable.INGEST_ID,
            RunTable.CONFIG_ID,
            PAIRING,
            SpanTable.LAYER,
            LayerStatsTable.POSITION,
            CUMULATIVE_NS,
            CONTROL_NS,
            DELTA_NS,
            DELTA_TO,
            SHARE_OF_TOTAL,
            OVERHEAD_VS_BASELINE,
            COUNT,
            RUN_ID,
            RUNS);

    private SetBreakdownTable() {}
}
