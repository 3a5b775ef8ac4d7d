package io.iostrata.ingest.order;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.LongColumn;
import java.io.Closeable;
import java.io.IOException;

/** Merges late rows into batches that are in order. A batch that none of them falls into passes as it is. */
public final class LateMerge implements BatchSink, Closeable {
    private final BatchPool pool;
    private final BatchSink sorted;
    private final LateReader late;
    private final Appender out;
    private long lastKey = TimeKeys.FIRST;

    public LateMerge(BatchPool pool, BatchSink sorted, LateRows late) throws IOException {
        this.pool = pool;
        this.sorted = sorted;
        this.late = late.open();
        out = new Appender(pool, sorted);
    }

    @Override
    public void accept(EventBatch batch) throws IOException {
        long end = lastKey;
        for (int row = 0; row < batch.rows(); row++) {
            end = TimeKeys.of(batch, row, end);
        }
        int last = batch.rows() - 1;
        if (last >= 0 && late.isBefore(end, batch.get(LongColumn.SEQ, last))) {
            merge(batch);
            pool.give(batch);
        } else {
            out.flush();
            sorted.accept(batch);
        }
        lastKey = end;
    }

    /** Lets the remaining late rows follow the last batch. */
    public void finish() throws IOException {
        while (!late.isEmpty()) {
            late.readInto(out.room());
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        late.close();
    }

    private void merge(EventBatch batch) throws IOException {
        long key = lastKey;
        for (int row = 0; row < batch.rows(); row++) {
            key = TimeKeys.of(batch, row, key);
            while (late.isBefore(key, batch.get(LongColumn.SEQ, row))) {
                late.readInto(out.room());
            }
            out.room().copy(batch, row);
        }
    }
}
