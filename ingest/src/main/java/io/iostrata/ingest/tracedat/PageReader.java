package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.bytes.ByteCursor;
import java.nio.ByteOrder;

/**
 * The events of one page of the kernel's ring buffer (include/linux/ring_buffer.h, kernel/trace/ring_buffer.c):
 *
 * <pre>
 * page   := u64 time, commit, { event }, [ lost events ]
 * commit := bytes of events (bits 0-26) | bit 30: their number is stored behind | bit 31: events were lost before
 * event  := u32 (type: 5 bits, delta: 27 bits), data
 * type   := 1…28: data of 4 * type bytes | 0: u32 length of itself and data | 29: u32 length of nothing, 0 to the end
 *         | 30: u32, time += value &lt;&lt; 27 | 31: u32, time = value &lt;&lt; 27
 * </pre>
 */
final class PageReader {
    private static final int COMMITTED = 0x7ff_ffff;
    private static final int STORED = 1 << 30;
    private static final int DELTA_BITS = 27;
    private static final int ABSOLUTE_BITS = 59;
    private static final int PADDING = 29;
    private static final int EXTEND = 30;
    private static final int STAMP = 31;

    private final PageLayout layout;
    private final boolean little;
    private byte[] bytes = {};
    private int at;
    private int limit;
    private int begin;
    private int end;
    private long time;
    private long lost;
    private boolean isLostCounted;
    private int damagedBytes;

    PageReader(PageLayout layout) {
        this.layout = layout;
        little = layout.order() == ByteOrder.LITTLE_ENDIAN;
    }

    /** Begins a page of {@code length} bytes, fewer than a page where the file is cut. False where it is none. */
    boolean open(byte[] page, int from, int length) {
        bytes = page;
        limit = 0;
        at = 0;
        lost = 0;
        damagedBytes = 0;
        if (length < layout.data()) {
            return false;
        }
        time = doubleWord(page, from);
        int commit = word(page, little || layout.longSize() == 4 ? from + 8 : from + 12);
        int used = commit & COMMITTED;
        at = from + layout.data();
        limit = Math.min(at + used, from + length);
        if (commit < 0) {
            isLostCounted = (commit & STORED) != 0 && layout.data() + used + layout.longSize() <= length;
            lost = isLostCounted ? stored(at + used) : 1;
        }
        return at + used <= from + length;
    }

    /** A handle that is a constant where it is used is read through without a call. */
    private int word(byte[] of, int where) {
        return little ? (int) ByteCursor.INT_LE.get(of, where) : (int) ByteCursor.INT_BE.get(of, where);
    }

    private long doubleWord(byte[] of, int where) {
        return little ? (long) ByteCursor.LONG_LE.get(of, where) : (long) ByteCursor.LONG_BE.get(of, where);
    }

    private long stored(int where) {
        long count = layout.longSize() == 4 ? word(bytes, where) : doubleWord(bytes, where);
        return Math.max(1, count);
    }

    /** Events lost before the page, at least. */
    long lost() {
        return lost;
    }

    /** Whether the kernel says how many. */
    boolean isLostCounted() {
        return isLostCounted;
    }

    /** Moves to the next event; false at the page's end, or where what follows is none. */
    boolean next() {
        while (at + 4 <= limit) {
            int header = word(bytes, at);
            int type = little ? header & 31 : header >>> DELTA_BITS;
            long delta = little ? header >>> 5 : header & COMMITTED;
            if (type > 0 && type < PADDING) {
                time += delta;
                return data(at + 4, type * 4);
            }
            if (at + 8 > limit) {
                return (type == PADDING && delta == 0) ? ended() : damaged();
            }
            int value = word(bytes, at + 4);
            if (type == 0) {
                time += delta;
                return value < 4 ? damaged() : data(at + 8, (value - 1) / 4 * 4);
            }
            if (!pass(type, delta, value)) {
                return false;
            }
        }
        return at < limit ? damaged() : ended();
    }

    /** Takes in what is no event; false where the page ends with it. */
    private boolean pass(int type, long delta, int value) {
        if (type == PADDING) {
            if (delta == 0) {
                return ended();
            }
            if (value < 4 || value > limit - at - 4) {
                return damaged();
            }
            time += delta;
            at += 4 + value;
            return true;
        }
        long stamp = ((value & 0xffff_ffffL) << DELTA_BITS) + delta;
        time = type == EXTEND ? time + stamp : absolute(stamp);
        at += 8;
        return type == EXTEND || type == STAMP;
    }

    /** Stamps have 59 bits; the rest is that of the time before, which may have wrapped since. */
    private long absolute(long stamp) {
        long rest = time >>> ABSOLUTE_BITS << ABSOLUTE_BITS;
        long full = rest | stamp;
        return rest != 0 && Long.compareUnsigned(full, time) < 0 ? full + (1L << ABSOLUTE_BITS) : full;
    }

    private boolean data(int from, int length) {
        if (length > limit - from) {
            return damaged();
        }
        begin = from;
        end = from + length;
        at = end;
        return true;
    }

    private boolean damaged() {
        damagedBytes = limit - at;
        return ended();
    }

    private boolean ended() {
        at = limit;
        return false;
    }

    /** Time of the event, in the clock's units. */
    long time() {
        return time;
    }

    /** Where the event's data begins. */
    int begin() {
        return begin;
    }

    int end() {
        return end;
    }

    /** Bytes at the page's end that are no events; 0 unless {@link #next} has just returned false. */
    int damagedBytes() {
        return damagedBytes;
    }
}
