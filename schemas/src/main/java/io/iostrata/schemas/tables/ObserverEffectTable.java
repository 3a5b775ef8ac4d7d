package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/**
 * observer_effects: one row per configuration and layer that was traced in some of its runs, where others were not traced at
 * all. What tracing did to the benchmark: runs that traced the layer against runs without any trace.
 */
public final class ObserverEffectTable {
    public static final Field LAYER = Field.required("layer", FieldType.STRING, "Layer that was traced.");
    public static final Field UNTRACED_NS = Field.required(
            "untraced_ns", FieldType.DOUBLE, "The guest benchmark's mean over runs without a trace, ns.");
    public static final Field TRACED_NS = Field.required(
            "traced_ns", FieldType.DOUBLE, "The guest benchmark's mean over runs that traced the layer, ns.");
    public static final Field UNTRACED_RUNS = Field.required("untraced_runs", FieldType.INT64, "Runs without a trace.");
    public static final Field TRACED_RUNS =
            Field.required("traced_runs", FieldType.INT64, "Runs that traced the layer and have a benchmark's figure.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "observer_effects",
            "configuration and traced layer",
            LayerBreakdownTable.CONFIG,
            RunTable.INGEST_ID,
            LAYER,
            UNTRACED_NS,
            TRACED_NS,
            ComparisonTable.DIFF_NS,
            ComparisonTable.DIFF_LO_NS,
            ComparisonTable.DIFF_HI_NS,
            ComparisonTable.P_VALUE,
            ComparisonTable.P_ADJUSTED,
            ComparisonTable.VERDICT,
            UNTRACED_RUNS,
            TRACED_RUNS);

    private ObserverEffectTable() {}
}
