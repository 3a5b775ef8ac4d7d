package io.iostrata.ingest.ctf;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.Issue.Interval;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.util.Optional;

/** What the packets of one stream say is missing: events by a counter that never falls, packets by their numbering. */
final class PacketLosses {
    private static final String DISCARDED = "%s@0x%x: %d events discarded since the packet before, expected none";
    private static final String MISSING = "%s@0x%x: packet %d after %d missing ones, expected none";

    /** A larger gap is no gap: numbering began anew. */
    private static final long FURTHEST = 1L << 31;

    private final ByteCursor in;
    private final IssueLog issues;
    private boolean hasBegun;
    private long discarded;
    private long sequence;
    private long endNs;
    private long lost;

    PacketLosses(ByteCursor in, IssueLog issues) {
        this.in = in;
        this.issues = issues;
    }

    long lost() {
        return lost;
    }

    /** Looks at the packet whose header was read; {@code offset} is where it begins. */
    void check(long offset, StreamPlan plan, BitCursor packet) {
        var fields = plan.packet();
        long beginNs = ns(plan, packet, fields.begin());
        long packetEndNs = Math.max(beginNs, ns(plan, packet, fields.end()));
        var during = Optional.of(new Interval(Math.min(hasBegun ? endNs : beginNs, packetEndNs), packetEndNs))
                .filter(known -> plan.clock().isPresent() && fields.begin() >= 0 && fields.end() >= 0);
        if (fields.discarded() >= 0) {
            long count = packet.register(fields.discarded());
            boolean isInMiddle = !hasBegun && fields.sequence() >= 0 && packet.register(fields.sequence()) != 0;
            discarded = isInMiddle ? count : discarded;
            discarded(offset, since(count, fields.discardedBits()), during);
            discarded = count;
        }
        if (fields.sequence() >= 0) {
            missing(offset, packet.register(fields.sequence()), during);
        }
        hasBegun = true;
        endNs = packetEndNs;
    }

    private static long ns(StreamPlan plan, BitCursor packet, int register) {
        return register < 0 || plan.clock().isEmpty() ? 0 : plan.clock().get().ns(packet.register(register));
    }

    /** Counters of 32 bits wrap; one that falls otherwise began anew. */
    private long since(long count, int bits) {
        long difference = count - discarded;
        return difference < 0 && bits == 32 ? difference & 0xffff_ffffL : difference;
    }

    private void discarded(long offset, long count, Optional<Interval> during) {
        if (count > 0 && count < FURTHEST) {
            var message = DISCARDED.formatted(in.file(), offset, count);
            add(new Issue(offset, IssueKind.LOST_EVENTS, Severity.WARNING, count, during, message));
        }
    }

    /** What was in a missing packet nobody counts: at least one event each. */
    private void missing(long offset, long number, Optional<Interval> during) {
        long gap = hasBegun ? number - sequence - 1 : 0;
        if (gap > 0 && gap < FURTHEST) {
            var message = MISSING.formatted(in.file(), offset, number, gap);
            add(new Issue(offset, IssueKind.LOST_UNCOUNTED, Severity.WARNING, gap, during, message));
        }
        sequence = number;
    }

    private void add(Issue issue) {
        lost += issue.count();
        issues.add(issue);
    }
}
