package io.iostrata.ingest.format;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.util.Optional;

/** Issues of one file, and the account of its bytes that were not understood. */
public record Trouble(ByteCursor in, IssueLog issues) {

    /** Of the same file, for what is told elsewhere. */
    public Trouble untold() {
        return new Trouble(ByteCursor.of(in.file(), new byte[0]), new IssueLog());
    }

    /** The file ends inside of something: {@code bytes} of it are there and of no use. */
    public void truncated(long offset, long bytes, String what) {
        in.countSkipped(Math.max(0, bytes));
        add(offset, IssueKind.TRUNCATED, Severity.WARNING, 1, what);
    }

    public void malformed(long offset, long bytes, String what) {
        in.countSkipped(Math.max(0, bytes));
        add(offset, IssueKind.MALFORMED, Severity.WARNING, Math.max(1, bytes), what);
    }

    /** Something that is passed over though it may say something of events. */
    public void skipped(long offset, long bytes, String what) {
        in.countSkipped(Math.max(0, bytes));
        add(offset, IssueKind.SKIPPED, Severity.INFO, Math.max(1, bytes), what);
    }

    public void add(long offset, IssueKind kind, Severity severity, long count, String what) {
        var message = "%s@0x%x: %s".formatted(in.file(), offset, what);
        issues.add(new Issue(offset, kind, severity, count, Optional.empty(), message));
    }
}
