package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/** layer_breakdown: one row per configuration, pairing and layer. Unweighted means over sets. */
public final class LayerBreakdownTable {
    public static final Field CONFIG = Field.required("config", FieldType.STRING, "Label of the configuration.");
    public static final Field CUMULATIVE_NS =
            Field.required("cumulative_ns", FieldType.DOUBLE, "Mean of the layer and all below it, ns.");
    public static final Field CONTROL_NS =
            Field.optional("control_ns", FieldType.DOUBLE, "The benchmark's own mean while the layer was traced, ns.");
    public static final Field DELTA_NS = Field.optional(
            "delta_ns",
            FieldType.DOUBLE,
            "The layer's own time: cumulative minus that of delta_to; the innermost layer keeps its cumulative. The mean over"
                    + " delta_sets: where that is less than sets, not the difference of the cumulative_ns here. Null for the baseline,"
                    + " and for a layer that most sets pass by.");
    public static final Field DELTA_TO = Field.optional(
            "delta_to",
            FieldType.STRING,
            "The next inner layer that most sets have; null for the innermost and where delta_ns is.");
    public static final Field SHARE_OF_TOTAL = Field.optional(
            "share_of_total",
            FieldType.DOUBLE,
            "delta_ns as a ratio of the guest benchmark's mean over the same sets.");
    public static final Field OVERHEAD_VS_BASELINE = Field.optional(
            "overhead_vs_baseline",
            FieldType.DOUBLE,
            "Guest benchmark over host benchmark, minus 1; the same on every row.");
    public static final Field SETS = Field.required("sets", FieldType.INT64, "Sets behind cumulative_ns.");
    public static final Field DELTA_SETS = Field.required(
            "delta_sets",
            FieldType.INT64,
            "Sets behind delta_ns: those where it was taken from delta_to. 0 where it is null.");
    public static final Field RUNS = Field.required("runs", FieldType.INT64, "Runs behind the figure.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "layer_breakdown",
            "configuration, pairing and layer",
            CONFIG,
            RunTable.CONFIG_ID,
            RunTable.INGEST_ID,
            SetBreakdownTable.PAIRING,
            SpanTable.LAYER,
            LayerStatsTable.POSITION,
            CUMULATIVE_NS,
            CONTROL_NS,
            DELTA_NS,
            DELTA_TO,
            SHARE_OF_TOTAL,
            OVERHEAD_VS_BASELINE,
            SETS,
            RUNS,
            DELTA_SETS);

    private LayerBreakdownTable() {}
}
