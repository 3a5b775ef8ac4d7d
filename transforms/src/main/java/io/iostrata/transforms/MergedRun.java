package io.iostrata.transforms;

import static io.iostrata.schemas.tables.Distribution.HISTOGRAM;
import static io.iostrata.schemas.tables.Distribution.MEAN_NS;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * One run's part in a figure. With several members, the chains of its requests, it is all of their requests together: the
 * mean weighs each chain by its requests, and percentiles are those of the merged histogram.
 *
 * @param within variance of the mean from inside the run, as a ratio of its square; of one member alone
 * @param histograms of the members, as stored: read they take ten times the room; none where a member has none
 */
record MergedRun(String runId, OptionalDouble meanNs, OptionalDouble within, List<byte[]> histograms) {
    MergedRun {
        histograms = List.copyOf(histograms);
    }

    /**
     * By run.
     *
     * @param members rows of {@link ComparedRuns#SCHEMA} of one figure
     */
    static List<MergedRun> of(Collection<Row> members) {
        return members.stream()
                .collect(Collectors.groupingBy(
                        member -> SmallTables.text(member, RUN_ID), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(run -> new MergedRun(
                        run.getKey(), mean(run.getValue()), within(run.getValue()), histograms(run.getValue())))
                .toList();
    }

    private static OptionalDouble mean(List<Row> members) {
        var measured = members.stream()
                .filter(member -> SmallTables.optionalNumber(member, MEAN_NS).isPresent())
                .toList();
        if (measured.size() < 2) {
            return measured.stream()
                    .mapToDouble(member -> SmallTables.number(member, MEAN_NS))
                    .findFirst();
        }
        double requests = measured.stream().mapToDouble(MergedRun::weight).sum();
        double sum = measured.stream()
                .mapToDouble(member -> weight(member) * SmallTables.number(member, MEAN_NS))
                .sum();
        return requests == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / requests);
    }

    private static OptionalDouble within(List<Row> members) {
        return members.size() == 1
                ? SmallTables.optionalNumber(members.get(0), WithinRuns.WITHIN)
                : OptionalDouble.empty();
    }

    private static double weight(Row member) {
        return SmallTables.optionalNumber(member, ComparedRuns.WEIGHT).orElse(1);
    }

    private static List<byte[]> histograms(List<Row> members) {
        boolean hasEach = members.stream().noneMatch(member -> member.isNullAt(member.fieldIndex(HISTOGRAM.name())));
        return hasEach
                ? members.stream()
                        .map(member -> member.<byte[]>getAs(HISTOGRAM.name()))
                        .toList()
                : List.of();
    }

    /** Of all members, read anew at every call; empty where there is none, or no request in it. */
    Optional<BucketCounts> latencies() {
        return Optional.of(BucketCounts.of(histograms)).filter(latencies -> latencies.total() > 0);
    }
}
