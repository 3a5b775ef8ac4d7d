package io.iostrata.ingest.split;

import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.EventTables;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.format.TraceFormat;
import io.iostrata.ingest.order.BatchPool;
import io.iostrata.ingest.order.TimeOrder;
import io.iostrata.ingest.parquet.Decoding;
import io.iostrata.ingest.parquet.EventFileStats;
import io.iostrata.ingest.parquet.SourceDecoding;
import io.iostrata.ingest.parquet.SourceInput;
import io.iostrata.ingest.parquet.SourceResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.arrow.memory.RootAllocator;

/** A file of some bytes, read whole and in splits. */
public final class Readings {
    private static final List<String> COLUMNS = List.of(
            "ts_ns", "ts_raw", "cpu", "pid", "tid", "comm", "event", "vdev", "req", "port", "gsi", "level", "vec",
            "dst", "sector", "bytes", "offset", "ret", "caller", "args");

    private final SplitSource source;

    /**
     * What a reading gave.
     *
     * @param byTime rows in order of time
     * @param byPlace rows in order of {@code seq}
     * @param issues sorted
     */
    public record Reading(List<String> byTime, List<String> byPlace, List<String> issues, SourceResult result) {}

    private record Rows(List<String> byTime, TreeMap<Long, String> byPlace) {
        void add(EventBatch batch) {
            var lines = EventTables.text(batch, COLUMNS).lines().skip(1).toList();
            for (int row = 0; row < batch.rows(); row++) {
                byTime.add(lines.get(row));
                var before = byPlace.put(batch.get(LongColumn.SEQ, row), lines.get(row));
                if (before != null) {
                    throw new AssertionError("two rows of one number: " + before);
                }
            }
        }
    }

    public Readings(byte[] bytes, Optional<Declarations> declarations) {
        this(bytes, declarations, at -> opened(bytes, at));
    }

    /** Read in splits from another place than the whole. */
    Readings(byte[] bytes, Optional<Declarations> declarations, SplitSource.Content inSplits) {
        var format = TraceFormat.of(new Head(Arrays.copyOf(bytes, Math.min(bytes.length, Head.LENGTH))))
                .orElseThrow();
        var input = new SourceInput(
                "input", format::open, () -> new ByteArrayInputStream(bytes), declarations, Optional.empty());
        source = new SplitSource(format, input, inSplits, bytes.length);
    }

    static InputStream opened(byte[] bytes, long at) throws IOException {
        var in = new ByteArrayInputStream(bytes);
        in.skipNBytes(at);
        return in;
    }

    public Reading whole() throws IOException {
        var rows = new Rows(new ArrayList<>(), new TreeMap<>());
        try (var allocator = new RootAllocator();
                var pool = new BatchPool(allocator, new Names());
                var decoding = new SourceDecoding(source.input(), pool)) {
            return reading(rows, read(decoding, pool, rows));
        }
    }

    public List<FileSplit> splits(long splitBytes) throws IOException {
        return SplitPlanner.of(source, SplitSize.of(splitBytes));
    }

    /** Empty where the splits do not tell what the whole does. */
    public Optional<Reading> inSplits(List<FileSplit> splits) throws IOException {
        var rows = new Rows(new ArrayList<>(), new TreeMap<>());
        var results = new ArrayList<SplitResult>();
        for (var split : splits) {
            try (var allocator = new RootAllocator();
                    var pool = new BatchPool(allocator, new Names());
                    var decoding = new SplitDecoding(source, split, pool)) {
                results.add(read(decoding, pool, rows));
            }
        }
        return SplitJoin.of("input", results).map(result -> reading(rows, result));
    }

    private static <T> T read(Decoding<T> decoding, BatchPool pool, Rows rows) throws IOException {
        int before = rows.byTime.size();
        var order = new TimeOrder(
                pool,
                batch -> {
                    rows.add(batch);
                    pool.give(batch);
                },
                (batch, row, key) -> {
                    throw new AssertionError("a late row");
                });
        decoding.into(order);
        order.finish();
        int count = rows.byTime.size() - before;
        var file = count == 0
                ? Optional.<EventFileStats>empty()
                : Optional.of(new EventFileStats(count, 1, OptionalLong.empty(), OptionalLong.empty()));
        return decoding.result(0, file);
    }

    private static Reading reading(Rows rows, SourceResult result) {
        var issues = result.issues().stream()
                .map(issue -> issue.toString())
                .sorted(Comparator.naturalOrder())
                .toList();
        var rest = new SourceResult(
                result.format(),
                result.sizeBytes(),
                result.bytesDecoded(),
                result.bytesSkipped(),
                result.lostEvents(),
                result.lateEvents(),
                result.resolutionNs(),
                result.clock(),
                List.of(),
                Optional.empty());
        return new Reading(List.copyOf(rows.byTime), List.copyOf(rows.byPlace.values()), issues, rest);
    }
}
