package io.iostrata.ingest.blktrace;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The records of one file, looked at in place: the current one is valid until {@link #next}. Damage is passed to the next
 * place where a plausible record stands that another, or the end of the file, follows. Of a part of a file they are those
 * that begin in it.
 */
final class RecordFile {
    static final int HEADER = 48;
    static final int MAGIC = 0x65617400;
    static final int VERSION = 7;

    /** Payloads are a task's name, a message of 1 kB, a command: all below. */
    private static final int MOST_PAYLOAD = 4096;

    private static final int MOST_CPUS = 1 << 16;
    private static final int WINDOW = 1 << 18;
    /** Records that follow one where a file may be cut. */
    private static final int CHAIN = 24;

    private final ByteCursor in;
    private final IssueLog issues;
    private boolean bigEndian;
    private boolean hasBegun;
    private boolean hasLookedAhead;
    private boolean areRelative;
    private int current;

    RecordFile(ByteCursor in, IssueLog issues) {
        this.in = in;
        this.issues = issues;
    }

    /** True for bytes that begin with the magic of any version, in either byte order. */
    static boolean isMagic(byte[] head) {
        return head.length >= HEADER
                && ((int) ByteCursor.INT_LE.get(head, 0) >>> 8 == MAGIC >>> 8
                        || (int) ByteCursor.INT_BE.get(head, 0) >>> 8 == MAGIC >>> 8);
    }

    /** Moves past the current record to the next one; false at the end of the file or of its part. */
    boolean next() throws IOException {
        in.advance(current);
        current = 0;
        if (!hasBegun) {
            begin();
        }
        int have = in.offset() < in.end() ? in.buffered(HEADER + MOST_PAYLOAD + HEADER) : 0;
        if (have == 0) {
            return false;
        }
        if (!isRecord(in.position(), in.position() + have) && !(resumed() && in.offset() < in.end())) {
            return false;
        }
        current = stride(in.position());
        return true;
    }

    ByteCursor in() {
        return in;
    }

    long offset() {
        return in.offset();
    }

    long u32(int at) {
        return i32(at) & 0xffff_ffffL;
    }

    int i32(int at) {
        return word(in.position() + at);
    }

    long u64(int at) {
        return bigEndian
                ? (long) ByteCursor.LONG_BE.get(in.buffer(), in.position() + at)
                : (long) ByteCursor.LONG_LE.get(in.buffer(), in.position() + at);
    }

    /** A handle that is a constant where it is used is read through without a call. */
    private int word(int at) {
        return bigEndian ? (int) ByteCursor.INT_BE.get(in.buffer(), at) : (int) ByteCursor.INT_LE.get(in.buffer(), at);
    }

    int u16(int at) {
        return half(in.position() + at);
    }

    /** Begin of the payload in the cursor's buffer. */
    int payload() {
        return in.position() + HEADER;
    }

    /** Begin of the payload behind the id of a control group. */
    int text() {
        return payload() + Math.min(RecordReader.cgroupBytes(i32(28)), payloadLength());
    }

    /** Length of the payload, bytes. */
    int payloadLength() {
        return current - HEADER;
    }

    private void begin() throws IOException {
        hasBegun = true;
        if (in.buffered(4) < 4) {
            return;
        }
        order(magicOrder(in));
        int magic = i32(0);
        if (magic >>> 8 == MAGIC >>> 8 && magic != (MAGIC | VERSION)) {
            throw in.malformed(in.offset(), "blktrace version %d, expected %d", magic & 0xff, VERSION);
        }
    }

    private void order(ByteOrder order) {
        in.order(order);
        bigEndian = order == ByteOrder.BIG_ENDIAN;
    }

    /** The order that the magic in the next four bytes of a file is in; little-endian where there is none. */
    static ByteOrder magicOrder(ByteCursor in) throws IOException {
        boolean isBig =
                in.buffered(4) == 4 && (int) ByteCursor.INT_BE.get(in.buffer(), in.position()) >>> 8 == MAGIC >>> 8;
        return isBig ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /**
     * Moves a file whose records are in {@code order} to the first place that looks like an event which many records follow,
     * from the next byte on; false where there is none near. Before the first call of {@link #next}.
     */
    boolean seekEvent(ByteOrder order) throws IOException {
        order(order);
        int have = in.buffered(WINDOW);
        int end = in.position() + have;
        for (int i = 0; i < have; i++) {
            int at = in.position() + i;
            if (isHeader(at, end) && !RecordReader.isNote(word(at + 28)) && isChain(at, end)) {
                in.advance(i);
                return true;
            }
        }
        return false;
    }

    /** Records one behind the other, up to the end of what can be looked at. */
    private boolean isChain(int from, int end) {
        int at = from;
        for (int i = 0; i < CHAIN && end - at >= HEADER; i++) {
            if (!isHeader(at, end)) {
                return false;
            }
            at += stride(at);
        }
        return true;
    }

    /** True if times count from the first event on: the first one behind the record that is asked at first, if in reach, has time 0. */
    boolean areRelative() throws IOException {
        if (!hasLookedAhead) {
            hasLookedAhead = true;
            areRelative = beginsWithTime0();
        }
        return areRelative;
    }

    private boolean beginsWithTime0() throws IOException {
        int have = in.buffered(WINDOW);
        int end = in.position() + have;
        int at = in.position() + current;
        while (isHeader(at, end) && RecordReader.isNote(word(at + 28))) {
            at += stride(at);
        }
        return isHeader(at, end) && u64(at - in.position() + 8) == 0;
    }

    /** A whole record whose length can be trusted: another or the end follows, or its kind has that length. */
    private boolean isRecord(int at, int end) {
        if (!isHeader(at, end)) {
            return false;
        }
        int next = at + stride(at);
        return next == end || (next < end && (isFollowed(next, end) || isOfItsLength(at)));
    }

    private boolean isFollowed(int next, int end) {
        return end - next < 4 || word(next) == (MAGIC | VERSION);
    }

    private boolean isHeader(int at, int end) {
        return end - at >= HEADER
                && word(at) == (MAGIC | VERSION)
                && half(at + 46) <= MOST_PAYLOAD
                && (word(at + 40) & 0xffff_ffffL) < MOST_CPUS;
    }

    private boolean isOfItsLength(int at) {
        int action = word(at + 28);
        return !RecordReader.isNote(action) && half(at + 46) == RecordReader.usualPayload(action);
    }

    private int stride(int at) {
        return HEADER + half(at + 46);
    }

    private int half(int at) {
        int low = in.buffer()[at] & 0xff;
        int high = in.buffer()[at + 1] & 0xff;
        return in.order() == ByteOrder.BIG_ENDIAN ? low << 8 | high : high << 8 | low;
    }

    private boolean resumed() throws IOException {
        long from = in.offset();
        int have = in.buffered(HEADER + MOST_PAYLOAD);
        boolean isCut = isHeader(in.position(), in.position() + have) && stride(in.position()) > have;
        boolean found = skipToRecord();
        long passed = in.offset() - from;
        boolean cut = !found && (isCut || passed < HEADER);
        var message = cut
                ? "%s@0x%x: %d bytes of a record, expected all of it".formatted(in.file(), from, passed)
                : "%s@0x%x: no record, expected one; %d bytes skipped".formatted(in.file(), from, passed);
        var kind = cut ? IssueKind.TRUNCATED : IssueKind.MALFORMED;
        var severity = cut ? Severity.WARNING : Severity.ERROR;
        issues.add(new Issue(from, kind, severity, cut ? 1 : passed, Optional.empty(), message));
        return found;
    }

    /** Skips at least one byte. */
    private boolean skipToRecord() throws IOException {
        int first = 1;
        while (true) {
            int have = in.buffered(WINDOW);
            int places = have < WINDOW ? have : WINDOW - 2 * HEADER - MOST_PAYLOAD;
            for (int i = first; i < places; i++) {
                int at = in.position() + i;
                if (isRecord(at, in.position() + have)) {
                    in.skip(i);
                    return true;
                }
            }
            in.skip(places);
            if (in.atEnd()) {
                return false;
            }
            first = 0;
        }
    }
}
