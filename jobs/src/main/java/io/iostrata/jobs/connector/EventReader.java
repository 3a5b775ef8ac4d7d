package io.iostrata.jobs.connector;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.order.BatchPool;
import io.iostrata.ingest.parquet.SourceDecoding;
import io.iostrata.jobs.UserError;
import io.iostrata.jobs.connector.RawOptions.OnError;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** The events of one source, or of one split of it, in the order of its file. A batch is good until the next one is asked for. */
final class EventReader implements PartitionReader<ColumnarBatch> {
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
            if (!more && onError == OnError.FAIL) {
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

    private void failOnError() {
        Stream.concat(decoding.issues().rows().stream(), remarks.rows().stream())
                .filter(issue -> issue.severity() == Severity.ERROR)
                .findFirst()
                .ifPresent(issue -> {
                    throw new UserError("%s (with option %s = keep the events that can be read are read)"
                            .formatted(issue.message(), RawOptions.ON_ERROR));
                });
    }
}
