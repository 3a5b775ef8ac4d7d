package io.iostrata.ingest.format;

import org.apache.arrow.memory.util.MemoryUtil;

/** Bits of an Arrow validity bitmap: one a row, least significant first. */
final class Validity {
    private Validity() {}

    static boolean isSet(long bitmap, int row) {
        return (MemoryUtil.getByte(bitmap + (row >>> 3)) >>> (row & 7) & 1) != 0;
    }

    /** Returns how many more rows are set: 0 or 1. */
    static int set(long bitmap, int row) {
        int before = MemoryUtil.getByte(bitmap + (row >>> 3));
        MemoryUtil.putByte(bitmap + (row >>> 3), (byte) (before | 1 << (row & 7)));
        return ~before >>> (row & 7) & 1;
    }

    /** Returns how many fewer rows are set: 0 or 1. */
    static int clear(long bitmap, int row) {
        int before = MemoryUtil.getByte(bitmap + (row >>> 3));
        MemoryUtil.putByte(bitmap + (row >>> 3), (byte) (before & ~(1 << (row & 7))));
        return before >>> (row & 7) & 1;
    }
}
