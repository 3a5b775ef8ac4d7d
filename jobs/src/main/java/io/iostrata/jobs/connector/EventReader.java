package io.iostrata.jobs.connector;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.order.BatchPool;
import io.iostrata.ingest.parquet.SourceDecoding;
import io.iostrata.jobs.UserError;
import io.iostrata.jobs.connector.RawOptions.OnError;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** The events of one source, or of one split of it, in the order of its file. A batch is good until the next one is asked for. */
final class EventReader implements PartitionReader<ColumnarBatch> {
    private static final String CHANGED = " (the file is not what it was when the read was planned)";

    private final SourcePartition read;
    private final OnError onError;
    private final IssueLog remarks = new IssueLog();
    private final BufferAllocator allocator = new RootAllocator();
    private final BatchPool pool = new BatchPool(allocator, new Names());
    private final EventBatch batch = pool.take();
    private final SourceDecoding decoding;
    private final PickedRows rows;
    private final ColumnarBatch columns;
    private boolean more = true;

    EventReader(SourcePartition read, StructType wanted, EventFilter filter, OnError onError) {
        this.read = read;
        this.onError = onError;
        decoding = read.source().decoding(read.split(), remarks, pool);
        rows = new PickedRows(batch, filter);
        columns = new ColumnarBatch(EventColumns.of(rows, read.source(), wanted));
    }

    @Override
    public boolean next() throws IOException {
        boolean found = false;
        while (more && !found) {
            batch.reset();
            more = decoding.read(batch);
            rows.pick();
            found = rows.count() > 0;
            if (!more) {
                failOnError();
            }
        }
        columns.setNumRows(found ? rows.count() : 0);
        return found;
    }

    @Override
    public ColumnarBatch get() {
        return columns;
    }

    @Override
    public void close() throws IOException {
        decoding.close();
        pool.close();
        allocator.close();
    }

    /** Rows that others read cannot be taken back: a split that is not the part it was planned as fails however it is read. */
    private void failOnError() {
        boolean isLost = !read.split().isEmpty() && decoding.remainder().isEmpty();
        if (onError == OnError.FAIL || isLost) {
            error().ifPresent(issue -> {
                throw new UserError(issue.message() + advice());
            });
        }
        if (isLost) {
            var split = read.split().get(0);
            throw new UserError("%s@0x%x: records that do not end where the next split begins, expected as planned%s"
                    .formatted(read.source().name(), split.begin(), CHANGED));
        }
    }

    private Optional<Issue> error() {
        return Stream.concat(decoding.issues().rows().stream(), remarks.rows().stream())
                .filter(issue -> issue.severity() == Severity.ERROR)
                .findFirst();
    }

    private String advice() {
        return onError == OnError.KEEP
                ? CHANGED
                : " (with option %s = keep the events that can be read are read)".formatted(RawOptions.ON_ERROR);
    }
}
