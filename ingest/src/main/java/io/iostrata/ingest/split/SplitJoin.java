package io.iostrata.ingest.split;

import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Remainder;
import io.iostrata.ingest.parquet.EventFileStats;
import io.iostrata.ingest.parquet.SourceResult;
import io.iostrata.ingest.parquet.SourceWriter;
import io.iostrata.schemas.tables.IssueKind;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/** What the splits of a file, in their order, tell of it. */
public final class SplitJoin {
    private SplitJoin() {}

    /**
     * What a reading of the whole file {@code path} tells. Empty where the splits do not tell that much: one did not end
     * where the next begins, rows are further away from their time than the margins reach, rows without a stamp leave
     * their time open, or a decoder lost its thread.
     */
    public static Optional<SourceResult> of(String path, List<SplitResult> splits) {
        var remainders =
                splits.stream().flatMap(split -> split.remainder().stream()).toList();
        var issues = new IssueLog();
        if (remainders.size() < splits.size() || !fit(splits) || !told(remainders, splits, issues)) {
            return Optional.empty();
        }
        long late = sum(splits, SplitResult::lateEvents);
        if (late > 0) {
            issues.add(SourceWriter.lateEvents(path, late));
        }
        long decoded = sum(splits, SplitResult::bytesDecoded);
        long skipped = sum(splits, SplitResult::bytesSkipped);
        var resolution = splits.stream()
                .flatMap(split -> split.resolutionNs().stream())
                .mapToLong(step -> step)
                .min();
        var clock = splits.stream().flatMap(split -> split.clock().stream()).findFirst();
        return Optional.of(new SourceResult(
                splits.get(0).format(),
                decoded + skipped,
                decoded,
                skipped,
                lost(remainders, splits),
                late,
                resolution,
                clock,
                issues.rows(),
                file(splits)));
    }

    private static boolean fit(List<SplitResult> splits) {
        for (int i = 1; i < splits.size(); i++) {
            if (!splits.get(i - 1).borders().fit(splits.get(i).borders())) {
                return false;
            }
        }
        return true;
    }

    private static boolean told(List<Remainder> remainders, List<SplitResult> splits, IssueLog issues) {
        splits.stream()
                .flatMap(split -> split.issues().stream())
                .filter(issue -> issue.kind() != IssueKind.LATE_EVENTS)
                .forEach(issues::add);
        return remainders.get(0).join(remainders, issues);
    }

    private static long lost(List<Remainder> remainders, List<SplitResult> splits) {
        long beside = remainders.get(0).lostBeside(remainders);
        return splits.stream().mapToLong(SplitResult::lostEvents).reduce(beside, SplitJoin::atMost);
    }

    private static Optional<EventFileStats> file(List<SplitResult> splits) {
        long rows = sum(splits, SplitResult::rows);
        return rows == 0
                ? Optional.empty()
                : Optional.of(new EventFileStats(
                        rows,
                        sum(splits, SplitResult::fileBytes),
                        stamps(splits).min(),
                        stamps(splits).max()));
    }

    private static LongStream stamps(List<SplitResult> splits) {
        return splits.stream().flatMap(split -> split.stamps().stream()).mapToLong(stamp -> stamp);
    }

    private static long sum(List<SplitResult> splits, ToLongFunction<SplitResult> figure) {
        return splits.stream().mapToLong(figure).sum();
    }

    private static long atMost(long a, long b) {
        return Long.MAX_VALUE - a < b ? Long.MAX_VALUE : a + b;
    }
}
