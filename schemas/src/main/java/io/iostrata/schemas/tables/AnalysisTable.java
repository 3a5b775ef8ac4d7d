package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/** analyses: one row per run whose tables are those of one analysis, whole. Of a run's tables it is written last. */
public final class AnalysisTable {
    public static final Field ASKED = Field.required(
            "asked",
            FieldType.STRING,
            "Digest of what the rows of a run depend on besides its events: stack model, values given, the program.");
    public static final Field ANALYZED_AT =
            Field.required("analyzed_at", FieldType.STRING, "When the analysis was done, UTC, ISO 8601.");

    public static final TableSchema SCHEMA =
            TableSchema.of("analyses", "analyzed run", RunTable.RUN_ID, RunTable.INGEST_ID, ASKED, ANALYZED_AT);

    private AnalysisTable() {}
}
