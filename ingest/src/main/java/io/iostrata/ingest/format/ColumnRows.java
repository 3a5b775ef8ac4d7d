package io.iostrata.ingest.format;

import org.apache.arrow.memory.util.MemoryUtil;

/**
 * The values of one column of a batch and the rows they are set in. A column set in every row so far is <i>dense</i>: it
 * has a count and no bits. The first row that it is set in after one that left it out makes it sparse: the bits of the
 * rows before are then written once.
 */
final class ColumnRows {
    private static final int SPARSE = -1;

    private final long data;
    private final long bitmap;
    /** While dense, exactly the rows below are set; else {@link #SPARSE}. */
    private int dense;
    /** Rows set of a sparse column. */
    private int sparse;

    /** Values at {@code data}, a bitmap of {@link EventBatch#ROWS} bits at {@code bitmap}. */
    ColumnRows(long data, long bitmap) {
        this.data = data;
        this.bitmap = bitmap;
    }

    void reset() {
        dense = 0;
    }

    void setLong(int row, long value) {
        MemoryUtil.putLong(data + 8L * row, value);
        mark(row);
    }

    void setInt(int row, int value) {
        MemoryUtil.putInt(data + 4L * row, value);
        mark(row);
    }

    /** Takes back the last row, if it was set. */
    void clear(int row) {
        if (dense == SPARSE) {
            sparse -= Validity.clear(bitmap, row);
        } else {
            dense = Math.min(dense, row);
        }
    }

    boolean isSet(int row) {
        return dense == SPARSE ? Validity.isSet(bitmap, row) : row < dense;
    }

    long longAt(int row) {
        return MemoryUtil.getLong(data + 8L * row);
    }

    int intAt(int row) {
        return MemoryUtil.getInt(data + 4L * row);
    }

    int count() {
        return dense == SPARSE ? sparse : dense;
    }

    long data() {
        return data;
    }

    /** Address of the bitmap, all bits written. */
    long bitmap() {
        if (dense != SPARSE) {
            writeBits();
        }
        return bitmap;
    }

    private void mark(int row) {
        if (dense >= row) {
            dense = row + 1;
        } else {
            markSparse(row);
        }
    }

    private void markSparse(int row) {
        if (dense != SPARSE) {
            writeBits();
        }
        sparse += Validity.set(bitmap, row);
    }

    private void writeBits() {
        MemoryUtil.setMemory(bitmap, EventBatch.ROWS / 8, (byte) 0);
        MemoryUtil.setMemory(bitmap, dense / 8, (byte) 0xff);
        if (dense % 8 != 0) {
            MemoryUtil.putByte(bitmap + dense / 8, (byte) ((1 << dense % 8) - 1));
        }
        sparse = dense;
        dense = SPARSE;
    }
}
