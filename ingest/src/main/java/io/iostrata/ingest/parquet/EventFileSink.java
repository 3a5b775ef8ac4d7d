package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.order.BatchPool;
import io.iostrata.ingest.order.BatchSink;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.apache.parquet.io.OutputFile;

/** Writes batches to a file of the target, made when the first row comes. A file that is not finished is discarded. */
final class EventFileSink implements BatchSink, Closeable {
    private static final int MOST_THREADS = 4;

    private final EventFileTarget target;
    private final EventFileSpec spec;
    private final BatchPool pool;
    private Optional<OpenFile> file = Optional.empty();

    private record OpenFile(OutputFile output, EventFileWriter writer) {}

    EventFileSink(EventFileTarget target, EventFileSpec spec, BatchPool pool) {
        this.target = target;
        this.spec = spec;
        this.pool = pool;
    }

    @Override
    public void accept(EventBatch batch) throws IOException {
        if (batch.rows() > 0) {
            writer().write(batch);
        }
        pool.give(batch);
    }

    /** Completes the file; empty where no row came. */
    Optional<EventFileStats> finish() throws IOException {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        var stats = file.get().writer().finish();
        file.get().writer().close();
        file = Optional.empty();
        return Optional.of(stats);
    }

    /** Discards the file, unless it was finished. */
    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            var unfinished = file.get();
            file = Optional.empty();
            try {
                unfinished.writer().close();
            } finally {
                target.discard(unfinished.output());
            }
        }
    }

    /** More do not shorten it: the longest column takes a fifth of the time. */
    private static int threads() {
        return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    }

    private EventFileWriter writer() throws IOException {
        if (file.isEmpty()) {
            var output = target.create();
            file = Optional.of(new OpenFile(output, new EventFileWriter(output, spec, threads())));
        }
        return file.get().writer();
    }
}
