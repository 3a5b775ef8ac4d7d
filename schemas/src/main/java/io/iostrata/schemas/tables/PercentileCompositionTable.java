package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/**
 * percentile_composition: one row per run, percentile and layer. What the requests around a percentile of total_ns are
 * made of, over the in-window, untainted, complete ones. Percentiles of layers do not add up; these own times do.
 */
public final class PercentileCompositionTable {
    public static final Field PERCENTILE =
            Field.required("percentile", FieldType.DOUBLE, "Of total_ns, as a ratio: 0.5 or 0.99, by nearest rank.");
    public static final Field REQUESTS = Field.required(
            "requests",
            FieldType.INT64,
            "Requests the figure is of: those whose rank by total_ns is within 0.5 % of all of the percentile's.");
    public static final Field OWN_NS =
            Field.required("own_ns", FieldType.DOUBLE, "Mean own time (delta_ns) of the layer in these requests, ns.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "percentile_composition",
            "run, percentile and layer",
            RunTable.RUN_ID,
            RunTable.INGEST_ID,
            PERCENTILE,
            SpanTable.LAYER,
            RequestLayerTable.POSITION,
            RequestLayerTable.DELTA_TO,
            REQUESTS,
            OWN_NS);

    private PercentileCompositionTable() {}
}
