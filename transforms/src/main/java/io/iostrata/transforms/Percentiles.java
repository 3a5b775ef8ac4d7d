package io.iostrata.transforms;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.apache.spark.sql.Column;

/**
 * The definitions of a percentile, all of them nearest rank: of n sorted values the p-th percentile is value number
 * ⌈p·n/100⌉. Nothing interpolates, so each is a latency that was there (or, from a histogram, the middle of its bucket).
 */
final class Percentiles {
    /** Room for sums of weights that should meet a rank exactly and miss it by rounding. */
    private static final double ROUNDING = 1e-9;

    private static final int PER_MILLE = 1000;

    private Percentiles() {}

    /** The percentiles the tables hold; the deciles are for shift functions. */
    enum Percentile {
        P10(100),
        P20(200),
        P30(300),
        P40(400),
        P50(500),
        P60(600),
        P70(700),
        P80(800),
        P90(900),
        P99(990),
        P999(999);

        private final int perMille;

        Percentile(int perMille) {
            this.perMille = perMille;
        }

        /** As statistics name it: p99. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        private long rank(long count) {
            return (count * perMille + PER_MILLE - 1) / PER_MILLE;
        }

        /** The rank of {@link #rank(long)}, of a column. */
        Column rank(Column count) {
            return call_function(
                    "div", count.multiply(lit((long) perMille)).plus(lit((long) PER_MILLE - 1)), lit((long) PER_MILLE));
        }

        double share() {
            return (double) perMille / PER_MILLE;
        }
    }

    /** Of the first {@code count} values, at least one, which ascend. */
    static long exact(long[] ascending, int count, Percentile percentile) {
        return ascending[(int) percentile.rank(count) - 1];
    }

    /** Of a histogram with at least one value: the middle of the bucket that holds it, inside what was recorded. */
    static long ofHistogram(Histogram histogram, Percentile percentile) {
        return ofHistogram(histogram, List.of(percentile)).get(percentile);
    }

    /** Several of one histogram. */
    static Map<Percentile, Long> ofHistogram(Histogram histogram, List<Percentile> percentiles) {
        long count = histogram.getTotalCount();
        if (count == 0) {
            throw new IllegalArgumentException("Invalid histogram: no values (a percentile needs one)");
        }
        var left = percentiles.stream().sorted().collect(Collectors.toCollection(ArrayDeque::new));
        var values = new EnumMap<Percentile, Long>(Percentile.class);
        long seen = 0;
        for (var bucket : histogram.recordedValues()) {
            seen += bucket.getCountAtValueIteratedTo();
            while (!left.isEmpty() && seen >= left.peek().rank(count)) {
                values.put(left.remove(), histogram.medianEquivalentValue(bucket.getValueIteratedTo()));
            }
        }
        return values;
    }

    /** Latencies of several runs as one distribution in which every run weighs the same, however many values it has. */
    static final class EqualRuns {
        private final TreeMap<Long, Double> weights = new TreeMap<>();
        private int runs;

        /** The smallest value at which the runs' cumulative shares average the percentile or more. */
        double value(Percentile percentile) {
            double rank = percentile.share() * runs - ROUNDING;
            double seen = 0;
            for (var bucket : weights.entrySet()) {
                seen += bucket.getValue();
                if (seen >= rank) {
                    return bucket.getKey();
                }
            }
            return weights.lastKey();
        }

        /** All values there are, ascending. */
        long[] values() {
            return weights.keySet().stream().mapToLong(Long::longValue).toArray();
        }

        void add(Histogram histogram) {
            runs++;
            double total = histogram.getTotalCount();
            for (var bucket : histogram.recordedValues()) {
                long middle = histogram.medianEquivalentValue(bucket.getValueIteratedTo());
                weights.merge(middle, bucket.getCountAtValueIteratedTo() / total, Double::sum);
            }
        }
    }
}
