package io.iostrata.ingest.order;

import io.iostrata.ingest.format.EventBatch;
import java.io.IOException;
import java.util.ArrayDeque;

/**
 * Puts the rows of a source in ascending order of time, rows of the same time in the order of the file. It holds a window
 * of {@link #WINDOW} batches. A batch that is in order and before all others passes as it is; where batches overlap,
 * their rows are merged into new ones. A row that is earlier than what has left the window already is late: it goes
 * elsewhere.
 */
public final class TimeOrder implements BatchSink {
    /** Batches held back. */
    public static final int WINDOW = 4;

    private final BatchPool pool;
    private final BatchSink sorted;
    private final LateSink late;
    private final ArrayDeque<PendingBatch> window = new ArrayDeque<>();
    private final ArrayDeque<PendingBatch> spare = new ArrayDeque<>();
    private final Appender out;
    private long lastInFile = TimeKeys.FIRST;
    private long floor = TimeKeys.FIRST;

    /** Where late rows go. */
    @FunctionalInterface
    public interface LateSink {
        /** Row {@code row} of a batch, which stays the caller's. */
        void accept(EventBatch batch, int row, long key) throws IOException;
    }

    public TimeOrder(BatchPool pool, BatchSink sorted, LateSink late) {
        this.pool = pool;
        this.sorted = sorted;
        this.late = late;
        out = new Appender(pool, sorted);
    }

    @Override
    public void accept(EventBatch batch) throws IOException {
        if (batch.rows() == 0) {
            pool.give(batch);
            return;
        }
        var pending = spare.isEmpty() ? new PendingBatch() : spare.pop();
        pending.load(batch, lastInFile);
        lastInFile = pending.lastInFile();
        setLateAside(pending);
        window.add(pending);
        if (window.size() > WINDOW) {
            emitOldest();
        }
    }

    /** Lets go of the window after the last batch. */
    public void finish() throws IOException {
        while (!window.isEmpty()) {
            emitOldest();
        }
        out.flush();
    }

    private void setLateAside(PendingBatch pending) throws IOException {
        if (pending.orderFrom(floor) == 0) {
            return;
        }
        for (int row = 0; row < pending.batch().rows(); row++) {
            if (pending.keyOf(row) < floor) {
                late.accept(pending.batch(), row, pending.keyOf(row));
            }
        }
    }

    private void emitOldest() throws IOException {
        var oldest = window.getFirst();
        if (oldest.isWhole() && isBeforeTheOthers(oldest)) {
            out.flush();
            floor = oldest.lastKey();
            sorted.accept(oldest.batch());
        } else {
            mergeUntilEmpty(oldest);
            pool.give(oldest.batch());
        }
        window.removeFirst();
        spare.push(oldest);
    }

    private boolean isBeforeTheOthers(PendingBatch oldest) {
        for (var other : window) {
            if (other != oldest && !other.isEmpty() && other.key() < oldest.lastKey()) {
                return false;
            }
        }
        return true;
    }

    private void mergeUntilEmpty(PendingBatch oldest) throws IOException {
        while (!oldest.isEmpty()) {
            var next = earliest();
            floor = next.key();
            out.room().copy(next.batch(), next.row());
            next.advance();
        }
    }

    /** Of the batches with the smallest key the first in the file. */
    private PendingBatch earliest() {
        var earliest = window.getFirst();
        for (var other : window) {
            if (!other.isEmpty() && other.key() < earliest.key()) {
                earliest = other;
            }
        }
        return earliest;
    }
}
