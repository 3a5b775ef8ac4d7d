package io.iostrata.ingest.split;

import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.order.BatchPool;
import io.iostrata.ingest.order.BatchSink;
import io.iostrata.ingest.order.TimeRange;
import io.iostrata.ingest.parquet.Decoding;
import io.iostrata.ingest.parquet.EventFileStats;
import io.iostrata.ingest.parquet.SourceDecoding;
import java.io.IOException;
import java.util.Optional;

/** One reading of a split: the margin before it, its own bytes, the margin behind it; of all three the rows of its time. */
public final class SplitDecoding implements Decoding<SplitResult> {
    private final SplitSource source;
    private final FileSplit split;
    private final BatchPool pool;
    private final SourceDecoding own;
    private Borders borders = new Borders(0, 0, 0, 0);
    private boolean isExact = true;

    public SplitDecoding(SplitSource source, FileSplit split, BatchPool pool) {
        this.source = source;
        this.split = split;
        this.pool = pool;
        own = source.decoding(split, pool);
    }

    @Override
    public String path() {
        return source.input().path();
    }

    @Override
    public void into(BatchSink sink) throws IOException {
        long before = margin(split.from(), split.begin(), sink);
        var rows = new TimeRange(split.firstKey(), split.lastKey(), pool, sink);
        own.into(rows);
        isExact &= rows.unstamped() == 0;
        long behind = margin(split.end(), split.to(), sink);
        borders = new Borders(rows.earlier(), rows.later(), before, behind);
    }

    /** Rows of the split's time in a margin. */
    private long margin(long from, long to, BatchSink sink) throws IOException {
        if (from == to) {
            return 0;
        }
        var rows = new TimeRange(split.firstKey(), split.lastKey(), pool, sink);
        try (var margin = source.decoding(from, split.marks(from, to), pool)) {
            margin.into(rows);
            isExact &= margin.remainder().isPresent();
        }
        return rows.inside();
    }

    @Override
    public IssueLog issues() {
        return own.issues();
    }

    @Override
    public SplitResult result(long lateEvents, Optional<EventFileStats> file) {
        var remainder = own.remainder().filter(any -> isExact);
        return SplitResult.of(own.result(lateEvents, file), borders, remainder);
    }

    @Override
    public void close() throws IOException {
        own.close();
    }
}
