package io.iostrata.jobs.connector;

import io.iostrata.ingest.arrow.EventSchema;
import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.RunTable;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The tables that raw files have without a lake: columns as the lake's tables of the same names have them, and the file. */
final class RawSchemas {
    static final Field FILE = Field.required(
            "file", FieldType.STRING, "Raw file the row is of: its path, with !entry behind that of a container.");

    static final TableSchema EVENTS = new TableSchema(
            "events",
            "recorded event",
            Stream.concat(Stream.of(RunTable.RUN_ID, FILE), EventSchema.COLUMNS.stream())
                    .toList());

    private static final Set<Field> OF_THE_LAKE =
            Set.of(RunTable.RUN_ID, RunTable.INGEST_ID, IssueTable.SOURCE_ID, IssueTable.JOB);

    private static final Field RUN_ID =
            Field.optional("run_id", FieldType.STRING, "Run; null for trouble with an archive itself.");

    static final TableSchema ISSUES = new TableSchema(
            "issues",
            "thing lost, malformed, unknown or found",
            Stream.concat(
                            Stream.of(RUN_ID, FILE),
                            IssueTable.SCHEMA.fields().stream().filter(field -> !OF_THE_LAKE.contains(field)))
                    .toList());

    static final List<TableSchema> ALL = List.of(EVENTS, ISSUES);

    private RawSchemas() {}
}
