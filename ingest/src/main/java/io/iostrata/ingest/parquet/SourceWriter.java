package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.order.BatchPool;
import io.iostrata.ingest.order.BatchSink;
import io.iostrata.ingest.order.HandOver;
import io.iostrata.ingest.order.LateMerge;
import io.iostrata.ingest.order.LateRows;
import io.iostrata.ingest.order.TimeOrder;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;

/**
 * One raw file to one Parquet file in order of time. Rows that come later than the reordering window are set aside on
 * disk; if there are any, the file is decoded once more and they are merged in. A large file is decoded in the caller's
 * thread while another writes.
 */
public final class SourceWriter {
    private final BufferAllocator allocator;
    private final Path spillDirectory;

    /** Late rows go to a directory in {@code spillDirectory} that is gone afterwards. */
    public SourceWriter(BufferAllocator allocator, Path spillDirectory) {
        this.allocator = allocator;
        this.spillDirectory = spillDirectory;
    }

    /**
     * Writes the source. Whatever the bytes are, it ends in a result; an {@code IOException} is trouble with the target
     * or the spill directory, and leaves no file.
     */
    public SourceResult write(SourceInput input, EventFileSpec spec, EventFileTarget target) throws IOException {
        return write(pool -> new SourceDecoding(input, pool), spec, target);
    }

    /**
     * Writes what {@code opened} reads, once or twice.
     *
     * @param <T> what is known of it afterwards
     */
    public <T> T write(Function<BatchPool, Decoding<T>> opened, EventFileSpec spec, EventFileTarget target)
            throws IOException {
        try (var pool = new BatchPool(allocator, new Names());
                var late = new LateRows(spillDirectory)) {
            var inOrder = writeInOrder(opened, new EventFileSink(target, spec, pool), pool, late);
            if (inOrder.isPresent()) {
                return inOrder.get();
            }
            return writeMerged(opened, new EventFileSink(target, spec, pool), pool, late);
        }
    }

    /** Empty where there were late rows: they are in {@code late}, and no file is left. */
    private static <T> Optional<T> writeInOrder(
            Function<BatchPool, Decoding<T>> opened, EventFileSink file, BatchPool pool, LateRows late)
            throws IOException {
        var encoding = new HandOver(file, pool);
        BatchSink untilLate = batch -> {
            if (late.count() > 0) {
                pool.give(batch);
            } else {
                encoding.accept(batch);
            }
        };
        try (file;
                encoding;
                var decoding = opened.apply(pool)) {
            var order = new TimeOrder(pool, untilLate, late);
            decoding.into(order);
            order.finish();
            encoding.finish();
            return late.count() > 0 ? Optional.empty() : Optional.of(decoding.result(0, file.finish()));
        }
    }

    private static <T> T writeMerged(
            Function<BatchPool, Decoding<T>> opened, EventFileSink file, BatchPool pool, LateRows late)
            throws IOException {
        try (file;
                var encoding = new HandOver(file, pool);
                var merge = new LateMerge(pool, encoding, late);
                var decoding = opened.apply(pool)) {
            var order = new TimeOrder(pool, merge, (batch, row, key) -> {});
            decoding.into(order);
            order.finish();
            merge.finish();
            encoding.finish();
            decoding.issues().add(lateEvents(decoding.path(), late.count()));
            return decoding.result(late.count(), file.finish());
        }
    }

    /** So many rows of a file came later than the window. */
    public static Issue lateEvents(String path, long count) {
        var message = "%s: %d events came later than the reordering window".formatted(path, count);
        return new Issue(-1, IssueKind.LATE_EVENTS, Severity.INFO, count, Optional.empty(), message);
    }
}
