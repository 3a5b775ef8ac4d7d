package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/** analyses: one row per run that was analyzed, or is being. Of a run's tables it is the first and the last that is written. */
public final class AnalysisTable {
    public static final Field ANALYSIS_ID =
            Field.required("analysis_id", FieldType.STRING, "Identity of the analysis that took the run up last.");
    public static final Field MODEL = Field.required("model", FieldType.STRING, "Digest of the stack model's text.");
    public static final Field GIVEN = Field.required(
            "given",
            FieldType.STRING_MAP,
            "Run values given to the analysis ($vdev, $notify_port, …), overriding all.");
    public static final Field PROGRAM =
            Field.required("program", FieldType.STRING, "Digest of the classes that analyzed.");
    public static final Field ANALYZED_AT = Field.optional(
            "analyzed_at",
            FieldType.STRING,
            "When all tables of the run were written, UTC, ISO 8601; null until they are: they may be of several analyses.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "analyses",
            "run that an analysis took up",
            RunTable.RUN_ID,
            RunTable.INGEST_ID,
            ANALYSIS_ID,
            MODEL,
            GIVEN,
            PROGRAM,
            ANALYZED_AT);

    private AnalysisTable() {}
}
