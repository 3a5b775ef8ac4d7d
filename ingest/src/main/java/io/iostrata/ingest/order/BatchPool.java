package io.iostrata.ingest.order;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Names;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** The batches of one source, used again and again. As many are made as are in use at once. */
public final class BatchPool implements AutoCloseable {
    private final BufferAllocator allocator;
    private final Names names;
    private final ArrayDeque<EventBatch> free = new ArrayDeque<>();
    private final List<EventBatch> all = new ArrayList<>();

    public BatchPool(BufferAllocator allocator, Names names) {
        this.allocator = allocator;
        this.names = names;
    }

    public Names names() {
        return names;
    }

    /** An empty batch. */
    public synchronized EventBatch take() {
        var batch = free.poll();
        if (batch == null) {
            batch = new EventBatch(allocator, names);
            all.add(batch);
        } else {
            batch.reset();
        }
        return batch;
    }

    /** Takes a batch back that nobody reads any more. */
    public synchronized void give(EventBatch batch) {
        free.push(batch);
    }

    /** Batches made so far. */
    public synchronized int size() {
        return all.size();
    }

    @Override
    public synchronized void close() {
        all.forEach(EventBatch::close);
        all.clear();
        free.clear();
    }
}
