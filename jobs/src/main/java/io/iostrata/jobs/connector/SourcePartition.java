package io.iostrata.jobs.connector;

import io.iostrata.ingest.split.FileSplit;
import io.iostrata.jobs.connector.RawOptions.OnError;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * A source to read, or a split of it.
 *
 * @param split one at most; none for the whole
 */
record SourcePartition(RawSource source, List<FileSplit> split) implements InputPartition {
    SourcePartition {
        split = List.copyOf(split);
    }

    static SourcePartition ofWhole(RawSource source) {
        return new SourcePartition(source, List.of());
    }

    /** The pieces a source is read in. */
    static Stream<SourcePartition> of(RawSource source, OnError onError) {
        var splits = SplitProof.proved(source, onError);
        return splits.isEmpty()
                ? Stream.of(ofWhole(source))
                : splits.stream().map(split -> new SourcePartition(source, List.of(split)));
    }
}
