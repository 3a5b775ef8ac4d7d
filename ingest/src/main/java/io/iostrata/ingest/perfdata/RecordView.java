package io.iostrata.ingest.perfdata;

import io.iostrata.ingest.bytes.ByteCursor;
import java.nio.ByteOrder;

/** The bytes of one record, and how numbers stand in them. Reads past the record's end give 0. */
final class RecordView {
    private final boolean little;
    private byte[] bytes = {};
    private int from;
    private int to;

    RecordView(ByteOrder order) {
        little = order == ByteOrder.LITTLE_ENDIAN;
    }

    /** Looks at {@code data[begin, end)} from now on. */
    void set(byte[] data, int begin, int end) {
        bytes = data;
        from = begin;
        to = end;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int size() {
        return to - from;
    }

    int u16(int at) {
        if (at < 0 || at > size() - 2) {
            return 0;
        }
        int first = bytes[from + at] & 0xff;
        int second = bytes[from + at + 1] & 0xff;
        return little ? first | second << 8 : first << 8 | second;
    }

    /** 32 bits. */
    int s32(int at) {
        if (at < 0 || at > size() - 4) {
            return 0;
        }
        return (int) (little ? ByteCursor.INT_LE : ByteCursor.INT_BE).get(bytes, from + at);
    }

    /** 64 bits. */
    long s64(int at) {
        if (at < 0 || at > size() - 8) {
            return 0;
        }
        return (long) (little ? ByteCursor.LONG_LE : ByteCursor.LONG_BE).get(bytes, from + at);
    }

    /** Where a text that begins at {@code at} ends: at a NUL or with the record. */
    int textEnd(int at) {
        int end = from + Math.min(at, size());
        while (end < to && bytes[end] != 0) {
            end++;
        }
        return end - from;
    }
}
