package io.iostrata.ingest.order;

import io.iostrata.ingest.format.EventBatch;
import java.io.IOException;
import java.util.Optional;

/** Fills batches of the pool row by row and passes the full ones on. */
final class Appender {
    private final BatchPool pool;
    private final BatchSink sink;
    private Optional<EventBatch> current = Optional.empty();

    Appender(BatchPool pool, BatchSink sink) {
        this.pool = pool;
        this.sink = sink;
    }

    /** A batch with room for one more row. */
    EventBatch room() throws IOException {
        if (current.isPresent() && !current.get().isFull()) {
            return current.get();
        }
        flush();
        current = Optional.of(pool.take());
        return current.get();
    }

    /** Passes on what there is. */
    void flush() throws IOException {
        if (current.isPresent()) {
            var full = current.get();
            current = Optional.empty();
            sink.accept(full);
        }
    }
}
