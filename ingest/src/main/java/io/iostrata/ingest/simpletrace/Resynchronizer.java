package io.iostrata.ingest.simpletrace;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.Issue.Interval;
import io.iostrata.ingest.simpletrace.RecordProbe.Found;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the next record after damage: the first place where a chain of three stands, each by the invariants of the
 * format and their stamps not far apart, or fewer that end with the file. Version 0 has records of one length, there
 * one at the next multiple of it is enough. A header counts at any place.
 */
final class Resynchronizer {
    private static final int CHAIN = 3;
    /** Records that follow an event where a log is cut. */
    private static final int CUT_CHAIN = 24;

    /** Places looked at before the input moves on. */
    private static final int PLACES = 128 << 10;

    private static final int WINDOW = PLACES + CHAIN * RecordProbe.LARGEST_RECORD;
    /** Neighbouring records are not further apart than a month. */
    private static final long FURTHEST_NS = 30L * 24 * 3600 * 1_000_000_000;

    /** Records of one chain where a log is cut are not further apart than ten minutes. */
    private static final long NEAR_NS = 600L * 1_000_000_000;

    private final RecordProbe probe;
    private final boolean isDeclared;
    private final boolean isFixed;
    private final long firstRecord;
    private OptionalLong found = OptionalLong.empty();

    /** For a log whose first record is at offset {@code firstRecord}. */
    Resynchronizer(LogHeader header, EventTypes types, long firstRecord) {
        this.firstRecord = firstRecord;
        probe = new RecordProbe(header, types);
        isDeclared = types.areDeclared();
        isFixed = header.version() == LogVersion.V0;
    }

    /**
     * True if a record, or the end of the file, stands where the probe's record ends. Where its length disagrees with
     * the declaration and records stand where the declaration ends it, the length is damaged: false.
     */
    boolean isFollowed(ByteCursor in, RecordProbe record) throws IOException {
        int stride = record.stride();
        int declared = record.declaredStride();
        int have = in.buffered(stride + RecordProbe.LARGEST_RECORD);
        int end = in.position() + have;
        if (declared != stride && beginsChain(in.buffer(), in.position() + declared, end)) {
            return false;
        }
        return have == stride
                || chains(in.buffer(), in.position() + stride, end, new Link(1, record.tsNs(), FURTHEST_NS));
    }

    /** True if there is a record somewhere between the next byte and the end of what can be looked at. */
    boolean finds(ByteCursor in) throws IOException {
        int have = in.buffered(WINDOW);
        return find(in, 1, Math.min(have, PLACES), have) >= 0;
    }

    /**
     * Bytes to the first place behind the next byte, less than {@code places} away, where an event and a long chain of records
     * stand; negative where there is none. The event is a declared one, unless none is: numbers among the arguments look like
     * records of events that nobody knows.
     */
    int event(ByteCursor in, int places) throws IOException {
        int have = in.buffered(places + RecordProbe.LARGEST_RECORD);
        int end = in.position() + have;
        for (int i = 1; i < Math.min(places, have); i++) {
            int at = in.position() + i;
            var found = isPlace(in.offset() + i) ? probe.look(in.buffer(), at, end) : Found.NOTHING;
            boolean isEvent = found == Found.EVENT || (found == Found.RAW && !isDeclared);
            if (isEvent && chains(in.buffer(), at, end, new Link(CUT_CHAIN, probe.tsNs(), NEAR_NS))) {
                return i;
            }
        }
        return -1;
    }

    /** Moves to the next record, or to the end of the file where there is none; what was passed is an issue. */
    Issue skip(ByteCursor in, String reason, OptionalLong beforeNs) throws IOException {
        long from = in.offset();
        found = OptionalLong.empty();
        int first = 1;
        int at = -1;
        while (at < 0 && in.buffered(1) > 0) {
            int have = in.buffered(WINDOW);
            int places = have < WINDOW ? have : PLACES;
            at = find(in, first, places, have);
            in.skip(at < 0 ? places : at);
            first = 0;
        }
        long passed = in.offset() - from;
        var message = "%s@0x%x: %s; %d bytes skipped, to 0x%x".formatted(in.file(), from, reason, passed, in.offset());
        return new Issue(from, IssueKind.MALFORMED, Severity.ERROR, passed, during(beforeNs), message);
    }

    private Optional<Interval> during(OptionalLong beforeNs) {
        var from = beforeNs.isPresent() ? beforeNs : found;
        var to = found.isPresent() ? found : beforeNs;
        return from.isEmpty()
                ? Optional.empty()
                : Optional.of(new Interval(
                        Math.min(from.getAsLong(), to.getAsLong()), Math.max(from.getAsLong(), to.getAsLong())));
    }

    private int find(ByteCursor in, int first, int places, int have) {
        byte[] bytes = in.buffer();
        int end = in.position() + have;
        for (int i = first; i < places; i++) {
            int at = in.position() + i;
            boolean isHeader = bytes[at] == -1 && end - at >= LogHeader.MAGIC_BYTES && LogHeader.isMagic(bytes, at);
            if ((isHeader || isPlace(in.offset() + i)) && beginsChain(bytes, at, end)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isPlace(long offset) {
        return !isFixed || (offset - firstRecord) % LogVersion.V0.headerBytes() == 0;
    }

    private boolean beginsChain(byte[] bytes, int at, int end) {
        var first = probe.look(bytes, at, end);
        if (first == Found.NOTHING || first == Found.CUT) {
            return false;
        }
        found = hasStamp(first) ? OptionalLong.of(probe.tsNs()) : OptionalLong.empty();
        return first == Found.HEADER
                || isFixed
                || chains(bytes, at, end, new Link(CHAIN, hasStamp(first) ? probe.tsNs() : 0, FURTHEST_NS));
    }

    /** How many records must follow, a stamp near theirs, 0 where none is known, and how near. */
    private record Link(int records, long nearNs, long furthestNs) {
        boolean isNear(long tsNs) {
            return nearNs == 0 || Math.abs(tsNs - nearNs) <= furthestNs;
        }
    }

    private boolean chains(byte[] bytes, int from, int end, Link link) {
        int at = from;
        for (int i = 0; i < link.records() && at < end; i++) {
            var next = probe.look(bytes, at, end);
            if (next == Found.CUT || next == Found.HEADER) {
                return true;
            }
            if (next == Found.NOTHING || (hasStamp(next) && !link.isNear(probe.tsNs()))) {
                return false;
            }
            at += probe.stride();
        }
        return true;
    }

    private boolean hasStamp(Found what) {
        return what == Found.EVENT || what == Found.RAW || (what == Found.DROPPED && !isFixed);
    }
}
