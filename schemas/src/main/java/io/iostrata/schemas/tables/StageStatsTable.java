package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;
import java.util.List;

/** stage_stats: one row per run, chain and stage. Over requests of the commonest shape. */
public final class StageStatsTable {
    public static final Field PHASE =
            Field.optional("phase", FieldType.STRING, "submit, io, completion or notify; null at position 0.");
    public static final Field IN_TOTAL = Field.required("in_total", FieldType.BOOLEAN, "False at position 0.");
    public static final Field OTHER_SHAPES =
            Field.required("other_shapes", FieldType.INT64, "Requests of other shapes, not in the figures.");

    public static final TableSchema SCHEMA = new TableSchema(
            "stage_stats",
            "run, chain and stage",
            Distribution.between(
                    List.of(
                            RunTable.RUN_ID,
                            RunTable.INGEST_ID,
                            StageTable.CHAIN,
                            StageTable.STAGE,
                            StageTable.POSITION,
                            PHASE,
                            IN_TOTAL,
                            SourceTable.SOURCE_ID),
                    List.of(OTHER_SHAPES)));

    private StageStatsTable() {}
}
