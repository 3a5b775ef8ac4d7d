package io.iostrata.jobs.ingest;

import io.iostrata.ingest.archive.ClockNames;
import io.iostrata.ingest.archive.RefusedException;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.TraceFormat;
import io.iostrata.ingest.parquet.SourceResult;
import io.iostrata.jobs.lake.TableRow;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.Severity;
import io.iostrata.schemas.tables.SourceTable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;

/** Rows of {@code sources}, and what there is to say of files that no decoder read. */
final class SourceRows {
    /** {@code sources.format} of a file nobody recognises. */
    static final String OTHER = "other";

    private SourceRows() {}

    static Row of(SourceTask task, SourceResult result, StoredFile stored) {
        return of(task, result, stored.storedBytes(), stored.sha256());
    }

    /** A file that the break of its container cut off. */
    static SourceOutcome unread(SourceTask task, Issue issue) {
        var nothing = new SourceResult(
                OTHER, 0, 0, 0, 0, 0, OptionalLong.empty(), Optional.empty(), List.of(issue), Optional.empty());
        var row = of(task, nothing, 0, "");
        return new SourceOutcome(task, "", 0, row, List.of(IssueRows.of(task, issue)), List.of());
    }

    static Issue cutOff(SourceTask task) {
        return issue(
                IssueKind.BROKEN_CONTAINER,
                Severity.ERROR,
                0,
                "%s@0x0: the container breaks off before it, expected a whole file".formatted(name(task)));
    }

    static Issue unreadable(SourceTask task, IOException why) {
        return issue(
                IssueKind.REFUSED,
                Severity.ERROR,
                0,
                "%s@0x0: %s (%s), expected a file to read"
                        .formatted(name(task), why.getMessage(), why.getClass().getSimpleName()));
    }

    static Issue broken(SourceTask task, long bytes, Exception why) {
        var reason = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
        return issue(
                why instanceof RefusedException ? IssueKind.REFUSED : IssueKind.BROKEN_CONTAINER,
                Severity.ERROR,
                bytes,
                "%s@0x%x: cannot be decompressed any further: %s".formatted(name(task), bytes, reason));
    }

    static Issue unrecognised(SourceTask task, long bytes) {
        return issue(
                IssueKind.UNRECOGNISED,
                Severity.INFO,
                0,
                "%s@0x0: %d bytes of no format that is known here".formatted(name(task), bytes));
    }

    private static Issue issue(IssueKind kind, Severity severity, long offset, String message) {
        return new Issue(offset, kind, severity, 1, Optional.empty(), message);
    }

    private static String name(SourceTask task) {
        return task.file().member().name();
    }

    static Row of(SourceTask task, SourceResult result, long storedBytes, String sha256) {
        var file = task.file();
        var row = new TableRow(SourceTable.SCHEMA)
                .set(RunTable.RUN_ID, task.runId())
                .set(RunTable.INGEST_ID, task.ingestId())
                .set(SourceTable.SOURCE_ID, task.sourceId())
                .set(SourceTable.PATH, file.member().path())
                .set(SourceTable.FORMAT, result.format())
                .setText(SourceTable.MACHINE, file.machine())
                .setText(SourceTable.LAYER, file.layer())
                .setText(SourceTable.CLOCK, clock(task, result))
                .set(SourceTable.SIZE_BYTES, result.sizeBytes())
                .set(SourceTable.STORED_BYTES, storedBytes)
                .set(SourceTable.SHA256, sha256)
                .set(SourceTable.EVENTS, result.events())
                .set(SourceTable.BYTES_DECODED, result.bytesDecoded())
                .set(SourceTable.BYTES_SKIPPED, result.bytesSkipped())
                .set(SourceTable.LOST_EVENTS, result.lostEvents())
                .set(SourceTable.LATE_EVENTS, result.lateEvents())
                .set(SourceTable.RESOLUTION_NS, result.resolutionNs())
                .set(SourceTable.FIRST_TS_NS, result.firstTsNs())
                .set(SourceTable.LAST_TS_NS, result.lastTsNs());
        if (file.nsPerTick() > 0) {
            row.set(SourceTable.NS_PER_TICK, file.nsPerTick());
        }
        return row.row();
    }

    /** The manifest's; that of the format where it has but one, whatever a manifest calls it. */
    private static String clock(SourceTask task, SourceResult result) {
        var manifest = task.file().clock();
        boolean isFixed =
                task.file().traceFormat().filter(TraceFormat::hasOneClock).isPresent();
        return manifest.isEmpty() || (isFixed && result.clock().isPresent())
                ? result.clock()
                        .map(clock -> isFixed ? ClockNames.normalised(clock, machine(task)) : clock)
                        .orElse("")
                : manifest;
    }

    private static Optional<String> machine(SourceTask task) {
        return Optional.of(task.file().machine()).filter(machine -> !machine.isEmpty());
    }
}
