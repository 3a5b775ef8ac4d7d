package io.iostrata.ingest.order;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.LongColumn;
import java.io.IOException;
import java.util.OptionalLong;
import org.apache.arrow.memory.util.MemoryUtil;

/** Passes rows of a range of time on, both ends included, and counts the others. They keep their order. */
public final class TimeRange implements BatchSink {
    private final long first;
    private final long last;
    private final BatchPool pool;
    private final BatchSink sink;
    private final Appender out;
    private long key = TimeKeys.FIRST;
    private long inside;
    private long earlier;
    private long later;
    private long unstamped;

    public TimeRange(long first, long last, BatchPool pool, BatchSink sink) {
        this.first = first;
        this.last = last;
        this.pool = pool;
        this.sink = sink;
        out = new Appender(pool, sink);
    }

    /** Time of a batch's first row, ns or ticks; empty without one. */
    public static OptionalLong firstKey(EventBatch batch) {
        return batch.rows() > 0 && hasStamp(batch, 0)
                ? OptionalLong.of(TimeKeys.of(batch, 0, TimeKeys.FIRST))
                : OptionalLong.empty();
    }

    private static boolean hasStamp(EventBatch batch, int row) {
        return batch.isSet(LongColumn.TS_NS, row) || batch.isSet(LongColumn.TS_RAW, row);
    }

    @Override
    public void accept(EventBatch batch) throws IOException {
        long before = key;
        if (passing(batch) == batch.rows()) {
            sink.accept(batch);
        } else {
            copy(batch, before);
            pool.give(batch);
        }
    }

    /** Rows passed on. */
    public long inside() {
        return inside;
    }

    /** Rows before the range. */
    public long earlier() {
        return earlier;
    }

    /** Rows behind the range. */
    public long later() {
        return later;
    }

    /** Rows behind the first stamp that have none of their own: their time is that of the row before. */
    public long unstamped() {
        return unstamped;
    }

    private int passing(EventBatch batch) {
        boolean stamped = batch.count(LongColumn.TS_NS) == batch.rows();
        long data = batch.dataAddress(LongColumn.TS_NS);
        int passing = 0;
        for (int row = 0; row < batch.rows(); row++) {
            key = stamped ? MemoryUtil.getLong(data + 8L * row) : TimeKeys.of(batch, row, key);
            unstamped += stamped || key == TimeKeys.FIRST || hasStamp(batch, row) ? 0 : 1;
            if (key < first) {
                earlier++;
            } else if (key > last) {
                later++;
            } else {
                passing++;
            }
        }
        inside += passing;
        return passing;
    }

    private void copy(EventBatch batch, long before) throws IOException {
        long at = before;
        for (int row = 0; row < batch.rows(); row++) {
            at = TimeKeys.of(batch, row, at);
            if (at >= first && at <= last) {
                out.room().copy(batch, row);
            }
        }
        out.flush();
    }
}
