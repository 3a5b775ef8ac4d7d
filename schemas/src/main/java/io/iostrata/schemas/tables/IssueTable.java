package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/** issues: one row per thing lost, malformed, unknown, unmatched or found. Nothing is dropped in silence: it is here. */
public final class IssueTable {
    public static final Field SOURCE_ID =
            Field.optional("source_id", FieldType.INT32, "File it is about; null for the run.");
    public static final Field OFFSET =
            Field.optional("offset", FieldType.INT64, "Byte offset in the decompressed file; null where none applies.");
    public static final Field KIND = Field.required(
            "kind", FieldType.STRING, "What it is: lost_events, malformed, unknown_event, skipped, found, …");
    public static final Field SEVERITY = Field.required("severity", FieldType.STRING, "info, warning or error.");
    public static final Field COUNT = Field.required(
            "count", FieldType.INT64, "How many (events lost, bytes skipped, spans unmatched); at least 1.");
    public static final Field FROM_TS_NS = Field.optional(
            "from_ts_ns",
            FieldType.INT64,
            "Begin of the time it falls into, on the source's stamps (ticks where the source has no ns).");
    public static final Field TO_TS_NS = Field.optional("to_ts_ns", FieldType.INT64, "End of that time.");
    public static final Field JOB = Field.required("job", FieldType.STRING, "ingest or analyze: which job wrote it.");
    public static final Field MESSAGE =
            Field.required("message", FieldType.STRING, "One line: where, what was found, what was expected.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "issues",
            "thing lost, malformed, unknown, unmatched or found",
            RunTable.RUN_ID,
            RunTable.INGEST_ID,
            SOURCE_ID,
            OFFSET,
            KIND,
            SEVERITY,
            COUNT,
            FROM_TS_NS,
            TO_TS_NS,
            JOB,
            MESSAGE);

    private IssueTable() {}
}
