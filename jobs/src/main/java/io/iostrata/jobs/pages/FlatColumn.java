package io.iostrata.jobs.pages;

import org.apache.parquet.column.values.ValuesReader;

/** A column of one row group that has at most one value a row, read some rows at a time. */
final class FlatColumn {
    private final Chunk chunk;
    private ValuesReader values;
    private Presence presence;
    private boolean isCoded;
    private int left;

    /** Takes the values that are there; it has to read one each time. */
    interface Taker {
        /**
         * The value of a row is next.
         *
         * @param isCoded whether it is given as a number of the dictionary
         */
        void take(int row, ValuesReader values, boolean isCoded);
    }

    FlatColumn(Chunk chunk) {
        this.chunk = chunk;
    }

    /** Reads the next {@code rows} rows, which are numbered from 0. */
    void read(int rows, Taker taker) {
        int row = 0;
        while (row < rows) {
            if (left == 0) {
                open(chunk.next());
            }
            int same = presence.same(Math.min(left, rows - row));
            if (presence.take(same)) {
                for (int end = row + same; row < end; row++) {
                    taker.take(row, values, isCoded);
                }
            } else {
                row += same;
            }
            left -= same;
        }
    }

    private void open(OpenedPage page) {
        values = page.values();
        presence = new Presence(page.definition(), page.entries());
        isCoded = page.isCoded();
        left = page.entries();
    }
}
