package io.iostrata.jobs.connector;

import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.format.Remainder;
import io.iostrata.ingest.order.BatchPool;
import io.iostrata.ingest.split.FileSplit;
import io.iostrata.jobs.connector.RawOptions.OnError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.RootAllocator;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Whether splits are parts of their file, where only a reading shows that a cut is between two records, or that all of it can
 * be read: each split is decoded once by a Spark task, before any of its rows is given away.
 */
final class SplitProof {
    private SplitProof() {}

    /** The splits of a source that are proved; none where it has to be read whole. */
    static List<FileSplit> proved(RawSource source, OnError onError) {
        var splits = source.splits();
        boolean isCertain = source.cutsAreCertain() && onError == OnError.FAIL;
        return splits.isEmpty() || isCertain || areParts(source, splits) ? splits : List.of();
    }

    private static boolean areParts(RawSource source, List<FileSplit> splits) {
        var spark = JavaSparkContext.fromSparkContext(SparkSession.active().sparkContext());
        var parts = spark
                .parallelize(splits, splits.size())
                .map(split -> remainder(source, split).stream().toList())
                .collect()
                .stream()
                .flatMap(List::stream)
                .toList();
        return parts.size() == splits.size() && parts.get(0).join(parts, new IssueLog());
    }

    private static Optional<Remainder> remainder(RawSource source, FileSplit split) {
        try (var allocator = new RootAllocator();
                var pool = new BatchPool(allocator, new Names());
                var decoding = source.decoding(List.of(split), new IssueLog(), pool)) {
            decoding.into(pool::give);
            return decoding.remainder();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
