package io.iostrata.ingest.format;

import org.apache.arrow.memory.util.MemoryUtil;

/** The arguments of a batch's rows, row after row: name, kind and value of each, and where each row's end. */
final class ArgCells {
    private static final int KIND_BITS = 2;
    private static final int KIND = (1 << KIND_BITS) - 1;

    /** Bytes of {@code args} arguments of {@code rows} rows. */
    static long bytes(int rows, int args) {
        return 4L * rows + 12L * args;
    }

    private final long values;
    private final long keys;
    private final long ends;

    /** With {@link #bytes} of memory at {@code address}. */
    ArgCells(long address, int args) {
        values = address;
        keys = values + 8L * args;
        ends = keys + 4L * args;
    }

    /** Name and kind of an argument in one number. */
    static int key(int name, ArgKind kind) {
        return name << KIND_BITS | kind.ordinal();
    }

    void put(int arg, int key, long value) {
        MemoryUtil.putInt(keys + 4L * arg, key);
        MemoryUtil.putLong(values + 8L * arg, value);
    }

    /** The row's arguments end before argument {@code end}. */
    void endRow(int row, int end) {
        MemoryUtil.putInt(ends + 4L * row, end);
    }

    int end(int row) {
        return MemoryUtil.getInt(ends + 4L * row);
    }

    int name(int arg) {
        return MemoryUtil.getInt(keys + 4L * arg) >>> KIND_BITS;
    }

    ArgKind kind(int arg) {
        return ArgKind.of((byte) (MemoryUtil.getInt(keys + 4L * arg) & KIND));
    }

    long value(int arg) {
        return MemoryUtil.getLong(values + 8L * arg);
    }
}
