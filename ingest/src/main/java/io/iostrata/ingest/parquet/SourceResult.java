package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.Issue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What became of one raw file. {@code bytesDecoded + bytesSkipped = sizeBytes}.
 *
 * @param format as {@code sources.format} shows it
 * @param sizeBytes decompressed size, as far as it could be decompressed
 * @param lostEvents events that the tracer says it lost, at least
 * @param lateEvents events that came later than the reordering window
 * @param resolutionNs step of the stamps; empty without a time in ns
 * @param clock what the stamps alone tell of the clock
 * @param file the Parquet file; empty where there are no events, and then there is no file
 */
public record SourceResult(
        String format,
        long sizeBytes,
        long bytesDecoded,
        long bytesSkipped,
        long lostEvents,
        long lateEvents,
        OptionalLong resolutionNs,
        Optional<String> clock,
        List<Issue> issues,
        Optional<EventFileStats> file) {
    public SourceResult {
        issues = List.copyOf(issues);
    }

    public long events() {
        return file.map(EventFileStats::rows).orElse(0L);
    }

    /** Smallest stamp, ns. */
    public OptionalLong firstTsNs() {
        return file.map(EventFileStats::firstTsNs).orElse(OptionalLong.empty());
    }

    /** Largest stamp, ns. */
    public OptionalLong lastTsNs() {
        return file.map(EventFileStats::lastTsNs).orElse(OptionalLong.empty());
    }
}
