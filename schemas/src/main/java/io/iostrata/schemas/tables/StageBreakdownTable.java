package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/** stage_breakdown: one row per configuration, chain and stage. Unweighted means over runs. */
public final class StageBreakdownTable {
    public static final Field MEAN_NS = Field.required("mean_ns", FieldType.DOUBLE, "Mean of the runs' means, ns.");
    public static final Field RUNS = Field.required("runs", FieldType.INT64, "Runs behind the figure.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "stage_breakdown",
            "configuration, chain and stage",
            LayerBreakdownTable.CONFIG,
            RunTable.CONFIG_ID,
            RunTable.INGEST_ID,
            StageTable.CHAIN,
            StageTable.STAGE,
            StageTable.POSITION,
            StageStatsTable.PHASE,
            MEAN_NS,
            StageStatsTable.IN_TOTAL,
            RUNS);

    private StageBreakdownTable() {}
}
