package io.iostrata.ingest.tracepoint;

import io.iostrata.ingest.bytes.ByteCursor;
import java.nio.ByteOrder;

/** The bytes of one recorded event, and how numbers stand in them. Reads past the record's end give 0. */
public final class EventRecord {
    private final boolean little;
    private final int longSize;
    private byte[] bytes = {};
    private int from;
    private int to;

    /** Records of a machine with longs of {@code longSize} bytes, 4 or 8. */
    public EventRecord(ByteOrder order, int longSize) {
        little = order == ByteOrder.LITTLE_ENDIAN;
        this.longSize = longSize;
    }

    /** Looks at {@code data[begin, end)} from now on. */
    public void set(byte[] data, int begin, int end) {
        bytes = data;
        from = begin;
        to = end;
    }

    public int size() {
        return to - from;
    }

    int longSize() {
        return longSize;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    public int u16(int offset) {
        if (offset + 2 > to - from) {
            return 0;
        }
        int first = bytes[from + offset] & 0xff;
        int second = bytes[from + offset + 1] & 0xff;
        return little ? first | second << 8 : first << 8 | second;
    }

    public int s32(int offset) {
        if (offset + 4 > to - from) {
            return 0;
        }
        return little
                ? (int) ByteCursor.INT_LE.get(bytes, from + offset)
                : (int) ByteCursor.INT_BE.get(bytes, from + offset);
    }

    long s64(int offset) {
        if (offset + 8 > to - from) {
            return 0;
        }
        return little
                ? (long) ByteCursor.LONG_LE.get(bytes, from + offset)
                : (long) ByteCursor.LONG_BE.get(bytes, from + offset);
    }

    /** A number's {@code size} bytes as the lowest of eight; what is above them may be anything. */
    long bits(int offset, int size) {
        if (offset + size > to - from) {
            return 0;
        }
        boolean isRoom = from + offset + Long.BYTES <= bytes.length;
        return little && isRoom ? (long) ByteCursor.LONG_LE.get(bytes, from + offset) : number(offset, size, false);
    }

    /** A number of 1, 2, 4 or 8 bytes at {@code offset}. */
    long number(int offset, int size, boolean signed) {
        return switch (size) {
            case 1 -> {
                byte value = offset < to - from ? bytes[from + offset] : 0;
                yield signed ? value : value & 0xff;
            }
            case 2 -> signed ? (short) u16(offset) : u16(offset);
            case 4 -> signed ? s32(offset) : s32(offset) & 0xffff_ffffL;
            default -> s64(offset);
        };
    }

    /** Where an array of the record begins, from its begin. */
    int begin(EventField field) {
        return switch (field.shape()) {
            case DATA_LOC -> bounded(s32(field.offset()) & 0xffff);
            case REL_LOC -> bounded(field.end() + (s32(field.offset()) & 0xffff));
            case NUMBER, ARRAY -> bounded(field.offset());
        };
    }

    /** Where an array of the record ends, from its begin. */
    int end(EventField field) {
        return switch (field.shape()) {
            case DATA_LOC, REL_LOC -> bounded(begin(field) + (s32(field.offset()) >>> 16));
            case NUMBER, ARRAY -> field.size() == 0 ? to - from : bounded(field.end());
        };
    }

    /** Appends a string: an array's bytes up to its first NUL. */
    void text(EventField field, TextBuffer out) {
        int begin = from + begin(field);
        int end = from + end(field);
        int at = begin;
        while (at < end && bytes[at] != 0) {
            at++;
        }
        out.add(bytes, begin, at);
    }

    private int bounded(int offset) {
        return Math.max(0, Math.min(offset, to - from));
    }
}
