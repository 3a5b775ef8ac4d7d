package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.util.Optional;

/** Issues of one file, and the account of its bytes that were not understood. */
record Trouble(ByteCursor in, IssueLog issues) {

    /** The file ends inside of something: {@code bytes} of it are there and of no use. */
    void truncated(long offset, long bytes, String what) {
        in.countSkipped(Math.max(0, bytes));
        add(offset, IssueKind.TRUNCATED, Severity.WARNING, 1, what);
    }

    void malformed(long offset, long bytes, String what) {
        in.countSkipped(Math.max(0, bytes));
        add(offset, IssueKind.MALFORMED, Severity.WARNING, Math.max(1, bytes), what);
    }

    /** Something that is passed over though it may say something of events. */
    void skipped(long offset, long bytes, String what) {
        in.countSkipped(Math.max(0, bytes));
        add(offset, IssueKind.SKIPPED, Severity.INFO, Math.max(1, bytes), what);
    }

    void add(long offset, IssueKind kind, Severity severity, long count, String what) {
        var message = "%s@0x%x: %s".formatted(in.file(), offset, what);
        issues.add(new Issue(offset, kind, severity, count, Optional.empty(), message));
    }
}
