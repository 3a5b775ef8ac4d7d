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
            "untraced_ns",
            FieldType.DOUBLE,
            "The guest benchmark's mean over runs of which no trace feeds any layer, ns.");
    public static final Field TRACED_NS = Field.required(
            "traced_ns", FieldType.DOUBLE, "The guest benchmark's mean over runs that traced the layer, ns.");
    public static final Field DIFF_NS = Field.required("diff_ns", FieldType.DOUBLE, "traced_ns - untraced_ns, ns.");
    public static final Field P_ADJUSTED = Field.optional(
            "p_adjusted",
            FieldType.DOUBLE,
            "p_value, adjusted (Holm) for all layers of the configuration; null where nothing was tested.");
    public static final Field UNTRACED_RUNS =
            Field.required("untraced_runs", FieldType.INT64, "Runs of which no trace feeds any layer.");
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
            DIFF_NS,
            ComparisonTable.DIFF_LO_NS,
            ComparisonTable.DIFF_HI_NS,
            ComparisonTable.P_VALUE,
            P_ADJUSTED,
            ComparisonTable.VERDICT,
            UNTRACED_RUNS,
            TRACED_RUNS);

    private ObserverEffectTable() {}
}
