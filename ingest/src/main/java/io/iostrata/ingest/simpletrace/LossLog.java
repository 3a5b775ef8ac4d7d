package io.iostrata.ingest.simpletrace;

import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.Issue.Interval;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Dropped records as issues. The time a loss falls into reaches from the stamp of the record before it in the file to
 * the dropped record's own; version 0 writes none, there it reaches to the next event's.
 */
final class LossLog {
    /** More events than any tracer lost; a count beyond it is damage, and sums of it would overflow. */
    private static final long MOST_LOST = 1L << 40;

    private final String file;
    private final IssueLog issues;
    private long lostEvents;
    private OptionalLong pendingSince = OptionalLong.empty();
    private long pendingOffset;
    private long pendingCount;

    LossLog(String file, IssueLog issues) {
        this.file = file;
        this.issues = issues;
    }

    /** Events lost so far, at least. */
    long lostEvents() {
        return lostEvents;
    }

    /** A dropped record with a stamp. */
    void dropped(long offset, long count, long fromNs, long toNs) {
        long lost = counted(count);
        report(offset, lost, Optional.of(new Interval(Math.min(fromNs, toNs), Math.max(fromNs, toNs))));
    }

    /** A dropped record without a stamp: it is reported once the next event's is known. */
    void droppedUnstamped(long offset, long count, OptionalLong fromNs) {
        if (pendingCount == 0) {
            pendingOffset = offset;
            pendingSince = fromNs;
        }
        pendingCount += counted(count);
    }

    boolean isPending() {
        return pendingCount > 0;
    }

    /** Reports what waits for a stamp; without one, the record before it is all there is. */
    void settle(OptionalLong toNs) {
        if (!isPending()) {
            return;
        }
        var from = pendingSince.isPresent() ? pendingSince : toNs;
        var to = toNs.isPresent() ? toNs : pendingSince;
        report(
                pendingOffset,
                pendingCount,
                from.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Interval(
                                Math.min(from.getAsLong(), to.getAsLong()),
                                Math.max(from.getAsLong(), to.getAsLong()))));
        pendingCount = 0;
    }

    private long counted(long count) {
        long lost = count < 0 ? MOST_LOST : Math.min(Math.max(count, 1), MOST_LOST);
        lostEvents = Math.min(lostEvents + lost, Long.MAX_VALUE - MOST_LOST);
        return lost;
    }

    private void report(long offset, long count, Optional<Interval> during) {
        var message = "%s@0x%x: %d events dropped by the tracer, expected none".formatted(file, offset, count);
        issues.add(new Issue(offset, IssueKind.LOST_EVENTS, Severity.WARNING, count, during, message));
    }
}
