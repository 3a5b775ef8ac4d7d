package io.iostrata.jobs.connector;

import io.iostrata.ingest.format.Issue;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.Severity;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * An issue and where it belongs.
 *
 * @param runId empty for that of an archive itself
 */
record FileIssue(String runId, String file, Issue issue) {

    boolean isError() {
        return issue.severity() == Severity.ERROR;
    }

    /** The row of table {@code issues}, or some columns of it. */
    InternalRow row(StructType columns) {
        var values = values();
        return new GenericInternalRow(
                Arrays.stream(columns.fieldNames()).map(values::get).toArray());
    }

    private Map<String, Object> values() {
        var values = new HashMap<String, Object>();
        if (!runId.isEmpty()) {
            values.put(RunTable.RUN_ID.name(), UTF8String.fromString(runId));
        }
        values.put(RawSchemas.FILE.name(), UTF8String.fromString(file));
        if (issue.offset() >= 0) {
            values.put(IssueTable.OFFSET.name(), issue.offset());
        }
        values.put(IssueTable.KIND.name(), UTF8String.fromString(issue.kind().id()));
        values.put(
                IssueTable.SEVERITY.name(),
                UTF8String.fromString(issue.severity().id()));
        values.put(IssueTable.COUNT.name(), issue.count());
        issue.during().ifPresent(during -> {
            values.put(IssueTable.FROM_TS_NS.name(), during.from());
            values.put(IssueTable.TO_TS_NS.name(), during.to());
        });
        values.put(IssueTable.MESSAGE.name(), UTF8String.fromString(issue.message()));
        return values;
    }
}
