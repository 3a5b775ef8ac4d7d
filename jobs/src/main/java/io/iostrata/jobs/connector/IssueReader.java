package io.iostrata.jobs.connector;

import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.order.BatchPool;
import io.iostrata.ingest.parquet.SourceDecoding;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructType;

/** Rows of table {@code issues}. */
final class IssueReader implements PartitionReader<InternalRow> {
    private final Iterator<InternalRow> rows;
    private InternalRow row = InternalRow.empty();

    private IssueReader(List<InternalRow> rows) {
        this.rows = rows.iterator();
    }

    /** Rows that are there already. */
    static IssueReader of(List<InternalRow> rows) {
        return new IssueReader(rows);
    }

    /** What a source has to say once it is read to its end. */
    static IssueReader of(RawSource source, StructType wanted) throws IOException {
        var remarks = new IssueLog();
        try (var allocator = new RootAllocator();
                var pool = new BatchPool(allocator, new Names());
                var decoding = new SourceDecoding(source.input(remarks), pool)) {
            decoding.into(pool::give);
            return new IssueReader(Stream.concat(decoding.issues().rows().stream(), remarks.rows().stream())
                    .map(issue -> new FileIssue(source.runId(), source.name(), issue).row(wanted))
                    .toList());
        }
    }

    @Override
    public boolean next() {
        boolean found = rows.hasNext();
        row = found ? rows.next() : row;
        return found;
    }

    @Override
    public InternalRow get() {
        return row;
    }

    @Override
    public void close() {}
}
