package io.iostrata.jobs.ingest;

import io.iostrata.ingest.format.Issue;
import io.iostrata.jobs.lake.TableRow;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.RunTable;
import org.apache.spark.sql.Row;

/** Rows of {@code issues} that ingest writes. */
final class IssueRows {
    private IssueRows() {}

    static Row of(SourceTask task, Issue issue) {
        return filled(task.runId(), task.ingestId(), issue)
                .set(IssueTable.SOURCE_ID, task.sourceId())
                .row();
    }

    /** An issue of the run and none of its files. */
    static Row ofRun(String runId, String ingestId, Issue issue) {
        return filled(runId, ingestId, issue).row();
    }

    private static TableRow filled(String runId, String ingestId, Issue issue) {
        var row = new TableRow(IssueTable.SCHEMA)
                .set(RunTable.RUN_ID, runId)
                .set(RunTable.INGEST_ID, ingestId)
                .set(IssueTable.KIND, issue.kind().id())
                .set(IssueTable.SEVERITY, issue.severity().id())
                .set(IssueTable.COUNT, issue.count())
                .set(IssueTable.JOB, "ingest")
                .set(IssueTable.MESSAGE, issue.message());
        if (issue.offset() >= 0) {
            row.set(IssueTable.OFFSET, issue.offset());
        }
        issue.during().ifPresent(during -> row.set(IssueTable.FROM_TS_NS, during.from())
                .set(IssueTable.TO_TS_NS, during.to()));
        return row;
    }
}
