package io.iostrata.ingest.order;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.LongColumn;
import org.apache.arrow.memory.util.MemoryUtil;

/** A batch of the window, read in time order without moving a row. */
final class PendingBatch {
    private final long[] keys = new long[EventBatch.ROWS];
    private final int[] order = new int[EventBatch.ROWS];
    private final StableSort sort = new StableSort(keys, EventBatch.ROWS);
    private EventBatch batch;
    private boolean ascending;
    private boolean whole;
    private int count;
    private int next;

    /** Takes a batch of rows; {@code before} is the key of the row before in the file. */
    void load(EventBatch rows, long before) {
        batch = rows;
        count = rows.rows();
        next = 0;
        whole = true;
        if (rows.count(LongColumn.TS_NS) == rows.rows()) {
            readStamps(rows.dataAddress(LongColumn.TS_NS));
        } else {
            readKeys(before);
        }
    }

    EventBatch batch() {
        return batch;
    }

    /** Key of the batch's last row in the file. */
    long lastInFile() {
        return keys[batch.rows() - 1];
    }

    /** Sets rows aside whose key is below {@code floor}, and puts the others in order. */
    int orderFrom(long floor) {
        if (ascending && keys[0] >= floor) {
            return 0;
        }
        whole = false;
        count = 0;
        for (int row = 0; row < batch.rows(); row++) {
            if (keys[row] >= floor) {
                order[count++] = row;
            }
        }
        sort.sort(order, count);
        return batch.rows() - count;
    }

    long keyOf(int row) {
        return keys[row];
    }

    /** True while every row is still to be read, in the order of the file. */
    boolean isWhole() {
        return whole && next == 0;
    }

    boolean isEmpty() {
        return next == count;
    }

    /** Row to be read next. */
    int row() {
        return whole ? next : order[next];
    }

    /** Key of the row to be read next. */
    long key() {
        return keys[row()];
    }

    /** Largest key. */
    long lastKey() {
        return keys[whole ? count - 1 : order[count - 1]];
    }

    void advance() {
        next++;
    }

    private void readStamps(long data) {
        ascending = true;
        long before = Long.MIN_VALUE;
        for (int row = 0; row < count; row++) {
            long key = MemoryUtil.getLong(data + 8L * row);
            keys[row] = key;
            ascending &= key >= before;
            before = key;
        }
    }

    private void readKeys(long before) {
        ascending = true;
        long last = before;
        for (int row = 0; row < count; row++) {
            long key = TimeKeys.of(batch, row, last);
            keys[row] = key;
            ascending &= row == 0 || key >= last;
            last = key;
        }
    }
}
