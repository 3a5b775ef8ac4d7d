package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;
import java.util.List;

/** chain_stats: one row per run and chain. The total of the in_total stages, request by request, over requests of the commonest shape. */
public final class ChainStatsTable {
    public static final Field SHAPE = Field.required("shape", FieldType.STRING, "The commonest shape.");
    public static final Field OTHER_SHAPES =
            Field.required("other_shapes", FieldType.INT64, "Requests of other shapes, not in the figures.");
    public static final Field OTHER_SHAPES_DETAIL = Field.required(
            "other_shapes_detail",
            FieldType.STRING_MAP,
            "The commonest 50 of the other shapes and how many requests had them.");

    public static final TableSchema SCHEMA = new TableSchema(
            "chain_stats",
            "run and chain",
            Distribution.between(
                    List.of(RunTable.RUN_ID, RunTable.INGEST_ID, StageTable.CHAIN, SourceTable.SOURCE_ID, SHAPE),
                    List.of(OTHER_SHAPES, OTHER_SHAPES_DETAIL)));

    private ChainStatsTable() {}
}
