package io.iostrata.jobs.connector;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.LongColumn;
import java.util.BitSet;

/** The rows of a batch that a filter leaves, in their order: what the columns of a scan show. */
final class PickedRows {
    private final EventBatch batch;
    private final EventFilter filter;
    private final long fromTsNs;
    private final long toTsNs;
    private final boolean needsTime;
    private final int[] picked = new int[EventBatch.ROWS];
    private final BitSet kept = new BitSet();
    private int names;
    private int count;

    PickedRows(EventBatch batch, EventFilter filter) {
        this.batch = batch;
        this.filter = filter;
        fromTsNs = filter.fromTsNs();
        toTsNs = filter.toTsNs();
        needsTime = filter.needsTime();
    }

    /** Goes through the rows that the batch holds now. */
    void pick() {
        count = 0;
        for (; names < batch.names().size(); names++) {
            kept.set(names, filter.keepsName(batch.names().name(names)));
        }
        for (int row = 0; row < batch.rows(); row++) {
            if (kept.get(batch.get(IntColumn.EVENT, row)) && isInTime(row)) {
                picked[count++] = row;
            }
        }
    }

    int count() {
        return count;
    }

    EventBatch batch() {
        return batch;
    }

    /** Where the row of that number is in the batch. */
    int row(int number) {
        return picked[number];
    }

    private boolean isInTime(int row) {
        if (!needsTime) {
            return true;
        }
        long tsNs = batch.get(LongColumn.TS_NS, row);
        return batch.isSet(LongColumn.TS_NS, row) && tsNs >= fromTsNs && tsNs <= toTsNs;
    }
}
