package io.iostrata.ingest.format;

import org.apache.arrow.memory.util.MemoryUtil;

/**
 * The values of all columns of a batch and the rows they are set in. Columns are numbered: those of {@link LongColumn},
 * then those of {@link IntColumn}. The bits of the 64 rows being appended stay in a word a column, so that setting a value
 * reads and writes no bitmap; {@link #endWord} writes them.
 */
final class ColumnCells {
    /** Rows of which one word has the bits. */
    static final int WORD_ROWS = 64;

    private static final int LONGS = LongColumn.values().length;
    private static final int COLUMNS = LONGS + IntColumn.values().length;
    /** Bytes of a bitmap, with a word more. */
    private static final long BITMAP = EventBatch.ROWS / 8 + 8;
    /** Cells of one row lie apart by no power of two: else they would compete for one place of the processor's cache. */
    private static final long APART = 184;

    /** Bytes of all columns. */
    static final long BYTES = COLUMNS * (8L * (EventBatch.ROWS + 1) + BITMAP + APART);

    private final long[] data = new long[COLUMNS];
    private final long[] bitmaps = new long[COLUMNS];
    /** Bits of the rows from {@link #wordRow} on. */
    private final long[] words = new long[COLUMNS];
    /** Rows set before {@link #wordRow}. */
    private final int[] counts = new int[COLUMNS];

    private int wordRow;

    /** With {@link #BYTES} of memory at {@code address}. */
    ColumnCells(long address) {
        long free = address;
        for (int column = 0; column < COLUMNS; column++) {
            data[column] = free;
            bitmaps[column] = free + 8L * (EventBatch.ROWS + 1);
            free = bitmaps[column] + BITMAP + APART;
        }
    }

    static int number(LongColumn column) {
        return column.ordinal();
    }

    static int number(IntColumn column) {
        return LONGS + column.ordinal();
    }

    void reset() {
        for (int column = 0; column < COLUMNS; column++) {
            words[column] = 0;
            counts[column] = 0;
        }
        wordRow = 0;
    }

    /** Sets a row of the current word. */
    void setLong(int column, int row, long value) {
        MemoryUtil.putLong(data[column] + 8L * row, value);
        words[column] |= 1L << row;
    }

    /** Sets a row of the current word. */
    void setInt(int column, int row, int value) {
        MemoryUtil.putInt(data[column] + 4L * row, value);
        words[column] |= 1L << row;
    }

    /** A value of a row that {@link #mark} sets later. */
    void putLong(int column, int row, long value) {
        MemoryUtil.putLong(data[column] + 8L * row, value);
    }

    /** A value of a row that {@link #mark} sets later. */
    void putInt(int column, int row, int value) {
        MemoryUtil.putInt(data[column] + 4L * row, value);
    }

    /** Sets rows of the current word: a bit each. */
    void mark(int column, long rows) {
        words[column] |= rows;
    }

    /** Takes back what was set of a row of the current word. */
    void clear(int row) {
        for (int column = 0; column < COLUMNS; column++) {
            words[column] &= ~(1L << row);
        }
    }

    /** Goes on to the next {@link #WORD_ROWS} rows. */
    void endWord() {
        for (int column = 0; column < COLUMNS; column++) {
            MemoryUtil.putLong(bitmaps[column] + wordRow / 8, words[column]);
            counts[column] += Long.bitCount(words[column]);
            words[column] = 0;
        }
        wordRow += WORD_ROWS;
    }

    boolean isSet(int column, int row) {
        long bits = row >= wordRow ? words[column] : MemoryUtil.getLong(bitmaps[column] + 8L * (row / WORD_ROWS));
        return (bits >>> row & 1) != 0;
    }

    long longAt(int column, int row) {
        return MemoryUtil.getLong(data[column] + 8L * row);
    }

    int intAt(int column, int row) {
        return MemoryUtil.getInt(data[column] + 4L * row);
    }

    /** Rows the column is set in. */
    int count(int column) {
        return counts[column] + Long.bitCount(words[column]);
    }

    /** Address of the column's values. */
    long data(int column) {
        return data[column];
    }

    /** Address of the column's bitmap, all bits written: one bit a row, least significant first. */
    long bitmap(int column) {
        MemoryUtil.putLong(bitmaps[column] + wordRow / 8, words[column]);
        return bitmaps[column];
    }
}
