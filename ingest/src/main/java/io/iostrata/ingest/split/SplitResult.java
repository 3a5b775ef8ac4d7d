package io.iostrata.ingest.split;

import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.Remainder;
import io.iostrata.ingest.parquet.EventFileStats;
import io.iostrata.ingest.parquet.SourceResult;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What became of one split. Goes to another process, so what there may be none of is a list.
 *
 * @param bytesDecoded of its own bytes
 * @param bytesSkipped of its own bytes
 * @param rows in its Parquet file
 * @param fileBytes size of its Parquet file; 0 where there are no rows and no file
 * @param stamps smallest and largest stamp in its Parquet file, ns
 * @param remainder what it leaves to be told; none where the file has to be read whole
 */
public record SplitResult(
        String format,
        long bytesDecoded,
        long bytesSkipped,
        long lostEvents,
        long lateEvents,
        List<Long> resolutionNs,
        List<String> clock,
        List<Issue> issues,
        long rows,
        long fileBytes,
        List<Long> stamps,
        Borders borders,
        List<Remainder> remainder)
        implements Serializable {

    static SplitResult of(SourceResult result, Borders borders, Optional<Remainder> remainder) {
        return new SplitResult(
                result.format(),
                result.bytesDecoded(),
                result.bytesSkipped(),
                result.lostEvents(),
                result.lateEvents(),
                list(result.resolutionNs()),
                result.clock().stream().toList(),
                result.issues(),
                result.events(),
                result.file().map(EventFileStats::bytes).orElse(0L),
                Stream.of(result.firstTsNs(), result.lastTsNs())
                        .flatMap(stamp -> list(stamp).stream())
                        .toList(),
                borders,
                remainder.stream().toList());
    }

    /** True if it wrote a Parquet file. */
    public boolean hasFile() {
        return rows > 0;
    }

    private static List<Long> list(OptionalLong value) {
        return value.stream().boxed().toList();
    }
}
