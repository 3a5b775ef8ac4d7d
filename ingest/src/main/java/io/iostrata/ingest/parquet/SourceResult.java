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
 * @param others the bytes of the source's other files, in order; those above are the first file's
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
        Optional<EventFileStats> file,
        List<FileBytes> others) {
    public SourceResult {
        issues = List.copyOf(issues);
        others = List.copyOf(others);
    }

    /** Of a source of one file. */
    public SourceResult(
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
        this(
                format,
                sizeBytes,
                bytesDecoded,
                bytesSkipped,
                lostEvents,
                lateEvents,
                resolutionNs,
                clock,
                issues,
                file,
                List.of());
    }

    /** What became of the bytes of one file: {@code decoded + skipped = size}. */
    public record FileBytes(long size, long decoded, long skipped) {}

    /** One of the source's other files: its bytes, the rest is the first file's to tell. */
    public SourceResult ofOther(int index) {
        var bytes = others.get(index);
        return new SourceResult(
                format,
                bytes.size(),
                bytes.decoded(),
                bytes.skipped(),
                0,
                0,
                OptionalLong.empty(),
                clock,
                List.of(),
                Optional.empty());
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
