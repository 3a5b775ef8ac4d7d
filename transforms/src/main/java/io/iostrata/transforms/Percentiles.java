package io.iostrata.transforms;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

        /** ⌈p·n/100⌉ of any n: of whole thousands and the rest apart, so that no product overflows. */
        long rank(long count) {
            return count / PER_MILLE * perMille + (count % PER_MILLE * perMille + PER_MILLE - 1) / PER_MILLE;
        }

        /** The rank of {@link #rank(long)}, of a column. */
        Column rank(Column count) {
            var perThousand = lit((long) PER_MILLE);
            var rest = count.mod(perThousand).multiply(lit((long) perMille)).plus(lit((long) PER_MILLE - 1));
            return call_function("div", count, perThousand)
                    .multiply(lit((long) perMille))
                    .plus(call_function("div", rest, perThousand));
        }

        double share() {
            return (double) perMille / PER_MILLE;
        }
    }

    /** Of the first {@code count} values, at least one, which ascend. */
    static long exact(long[] ascending, int count, Percentile percentile) {
        return ascending[(int) percentile.rank(count) - 1];
    }

    /** Of latencies, at least one: the middles of the buckets that hold them. */
    static Map<Percentile, Long> of(BucketCounts latencies, List<Percentile> percentiles) {
        var left = percentiles.stream().sorted().collect(Collectors.toCollection(ArrayDeque::new));
        var values = new EnumMap<Percentile, Long>(Percentile.class);
        long seen = 0;
        for (int place = 0; !left.isEmpty(); place++) {
            seen += latencies.count(place);
            while (!left.isEmpty() && seen >= left.peek().rank(latencies.total())) {
                values.put(left.remove(), latencies.middleNs(place));
            }
        }
        return values;
    }

    /** Latencies of several runs as one distribution in which every run weighs the same, however many values it has. */
    static final class EqualRuns {
        /** Of each bucket, in order: the sum of the runs' shares in it. */
        private double[] weights = new double[0];

        private int runs;

        /** Of those runs, each with latencies. */
        static EqualRuns of(List<MergedRun> runs) {
            var all = new EqualRuns();
            runs.forEach(run -> all.add(run.latencies().orElseThrow()));
            return all;
        }

        void add(BucketCounts latencies) {
            runs++;
            double total = latencies.total();
            int highest = latencies.bucket(latencies.size() - 1);
            if (highest >= weights.length) {
                weights = Arrays.copyOf(weights, highest + 1);
            }
            for (int place = 0; place < latencies.size(); place++) {
                weights[latencies.bucket(place)] += latencies.count(place) / total;
            }
        }

        /** The smallest values at which the runs' cumulative shares average the percentile or more. */
        Map<Percentile, Long> values(List<Percentile> percentiles) {
            return percentiles.stream()
                    .collect(Collectors.toMap(
                            Function.identity(), percentile -> StoredBuckets.middleNs(bucket(percentile))));
        }

        private int bucket(Percentile percentile) {
            double rank = percentile.share() * runs - ROUNDING;
            double seen = 0;
            int highest = weights.length - 1;
            for (int bucket = 0; bucket < highest; bucket++) {
                seen += weights[bucket];
                if (seen >= rank) {
                    return bucket;
                }
            }
            return highest;
        }

        /** The middles of all buckets that hold any, ascending, ns. */
        long[] middles() {
            return IntStream.range(0, weights.length)
                    .filter(bucket -> weights[bucket] > 0)
                    .mapToLong(StoredBuckets::middleNs)
                    .toArray();
        }
    }
}
