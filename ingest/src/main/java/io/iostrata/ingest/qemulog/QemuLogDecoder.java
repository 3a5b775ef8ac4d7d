package io.iostrata.ingest.qemulog;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.bytes.LineCursor;
import io.iostrata.ingest.eventtext.LineText;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.TraceDecoder;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The log of QEMU's log and stderr trace backends, of QEMU 0.14 to 10.2 (scripts/tracetool/backend/{stderr,log}.py,
 * util/log.c), and what other text stands between:
 *
 * <pre>
 * file := { line }
 * line := {@link LogStamp} {@link QemuEvents} { {@link LogStamp} {@link QemuEvents} } | other
 * </pre>
 *
 * <p>Stamps are wall time. Lines without one are events without a time. More than one event stands in a line where
 * several threads wrote at once. Other lines are counted.
 */
public final class QemuLogDecoder implements TraceDecoder {
    private static final long REALTIME_NS = 1_000_000_000_000_000_000L;

    private final ByteCursor in;
    private final IssueLog issues;
    private final LineCursor lines;
    private final LogStamp stamp = new LogStamp();
    private final QemuEvents events;
    private final Tally others = new Tally();
    private final Tally timeless = new Tally();
    private int at;
    private int lineEnd;
    private long rows;
    private long stepNs = Long.MAX_VALUE;
    private boolean realtime;

    public QemuLogDecoder(DecodeInput input) {
        in = input.in();
        issues = input.issues();
        lines = new LineCursor(in);
        events = new QemuEvents(input.declarations(), input.names(), issues);
    }

    public static boolean recognises(Head head) {
        return LogRecognition.isQemuLog(head);
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        while (!batch.isFull()) {
            if (at >= lineEnd && !nextLine()) {
                end();
                return false;
            }
            if (at < lineEnd) {
                piece(batch);
            }
        }
        return true;
    }

    @Override
    public String format() {
        return "qemu log";
    }

    @Override
    public long lostEvents() {
        return 0;
    }

    @Override
    public OptionalLong resolutionNs() {
        return stepNs == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(stepNs);
    }

    @Override
    public Optional<String> clock() {
        return realtime ? Optional.of("realtime") : Optional.empty();
    }

    private boolean nextLine() throws IOException {
        if (!lines.next()) {
            return false;
        }
        at = lines.start();
        lineEnd = LineText.backOverBlanks(lines.buffer(), at, lines.end());
        if (lines.isTooLong()) {
            others.add(lines.offset());
        }
        return true;
    }

    /** The line, or of one that several threads wrote into what stands before the next stamp. */
    private void piece(EventBatch batch) {
        byte[] bytes = lines.buffer();
        stamp.parse(bytes, at, lineEnd);
        int next = stamp.next(bytes, stamp.body(), lineEnd);
        boolean isWhole = at == lines.start() && next == lineEnd;
        if (event(batch, bytes, next, isWhole)) {
            mayBeCut();
        } else {
            other(isWhole ? lines.length() : next - at);
        }
        at = next;
    }

    /** Where lines ran into each other, what is left of one is an event only if it reads like one. */
    private boolean event(EventBatch batch, byte[] bytes, int to, boolean isWhole) {
        boolean isCertain = stamp.isStamped() && isWhole;
        boolean isEvent = isCertain
                ? events.beginCertain(batch, rows, bytes, stamp.body(), to)
                : events.begin(batch, rows, bytes, stamp.body(), to);
        if (isEvent) {
            rows++;
            time(batch);
            batch.end();
        }
        return isEvent;
    }

    private void time(EventBatch batch) {
        if (!stamp.isStamped()) {
            timeless.add(lines.offset());
            return;
        }
        batch.set(LongColumn.TS_NS, stamp.ns());
        stepNs = Math.min(stepNs, stamp.stepNs());
        realtime |= stamp.ns() > REALTIME_NS;
        if (stamp.thread() >= 0) {
            batch.set(IntColumn.TID, (int) stamp.thread());
        }
    }

    private void other(long bytes) {
        in.countSkipped(bytes);
        others.add(lines.offset());
    }

    private void mayBeCut() {
        if (!lines.isTerminated()) {
            var message = "%s@0x%x: the last line has no end, it may be cut";
            issues.add(
                    lines.offset(), IssueKind.TRUNCATED, Severity.INFO, message.formatted(in.file(), lines.offset()));
        }
    }

    private void end() {
        events.end(in.file());
        others.report(
                IssueKind.SKIPPED,
                Severity.INFO,
                "%d lines or parts of lines are no events, expected 'name arguments'");
        timeless.report(
                IssueKind.NO_FIGURE,
                Severity.WARNING,
                "%d events without a time, expected 'tid@seconds.microseconds:name' (QEMU's -msg timestamp=on): their"
                        + " order is known, durations cannot be had");
    }

    /** How many lines were of a kind, and where the first one stands. */
    private final class Tally {
        private long first;
        private long count;

        void add(long offset) {
            first = count == 0 ? offset : first;
            count++;
        }

        void report(IssueKind kind, Severity severity, String what) {
            if (count > 0) {
                var message = "%s@0x%x: %s".formatted(in.file(), first, what.formatted(count));
                issues.add(new Issue(first, kind, severity, count, Optional.empty(), message));
            }
        }
    }
}
