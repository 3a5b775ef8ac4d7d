package io.iostrata.ingest.order;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.LongColumn;

/** What rows are ordered by: {@code ts_ns}, else {@code ts_raw}, else the key of the row before in the file. */
final class TimeKeys {
    /** Key of rows before the first stamp. */
    static final long FIRST = Long.MIN_VALUE;

    private TimeKeys() {}

    static long of(EventBatch batch, int row, long before) {
        if (batch.isSet(LongColumn.TS_NS, row)) {
            return batch.get(LongColumn.TS_NS, row);
        }
        return batch.isSet(LongColumn.TS_RAW, row) ? batch.get(LongColumn.TS_RAW, row) : before;
    }
}
