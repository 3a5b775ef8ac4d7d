package io.iostrata.transforms;

import io.iostrata.transforms.statistics.RunShares;
import java.util.List;
import java.util.stream.IntStream;

/** Histograms of runs as distribution functions side by side, from which runs can be drawn. */
final class DistributionFunctions {
    /** Cells at most: with more, only every second, third, … value is kept. */
    private static final long MOST_CELLS = 8_000_000;

    private DistributionFunctions() {}

    /**
     * The latencies of one run are read at a time.
     *
     * @param runs each with latencies
     * @param middles of all buckets that any of them holds, ascending
     */
    static RunShares of(List<MergedRun> runs, long[] middles) {
        var values = values(middles, runs.size());
        var shares = new float[values.length][runs.size()];
        for (int run = 0; run < runs.size(); run++) {
            fill(shares, run, new Run(runs.get(run).latencies().orElseThrow(), values));
        }
        return new RunShares(values, shares);
    }

    private record Run(BucketCounts latencies, double[] values) {}

    private static double[] values(long[] middles, long runs) {
        int stride = (int) (1 + middles.length * runs / MOST_CELLS);
        return IntStream.range(0, middles.length)
                .filter(place -> (middles.length - 1 - place) % stride == 0)
                .mapToDouble(place -> middles[place])
                .toArray();
    }

    private static void fill(float[][] shares, int column, Run run) {
        var latencies = run.latencies();
        double total = latencies.total();
        int place = 0;
        long seen = 0;
        for (int bucket = 0; bucket < latencies.size(); bucket++) {
            long middle = latencies.middleNs(bucket);
            while (place < run.values().length && run.values()[place] < middle) {
                shares[place++][column] = (float) (seen / total);
            }
            seen += latencies.count(bucket);
        }
        while (place < run.values().length) {
            shares[place++][column] = (float) (seen / total);
        }
    }
}
