package io.iostrata.jobs.examples;

import java.util.Random;
import java.util.stream.DoubleStream;

/** Latencies shaped like real ones, most of them near the least and a few far above, whose sum is exact. */
final class Latencies {
    /** What every request takes, as a part of the mean. */
    private static final double LEAST = 0.85;
    /** Standard deviation of the logarithm of what a request takes on top. */
    private static final double SPREAD = 0.9;

    private Latencies() {}

    /** {@code count} latencies, in the unit of {@code sum}, that add up to it. */
    static long[] summingTo(long sum, int count, Random random) {
        double[] weights = DoubleStream.generate(() -> StrictMath.exp(SPREAD * random.nextGaussian()))
                .limit(count)
                .toArray();
        double weight = 0;
        for (double w : weights) {
            weight += w;
        }
        long least = (long) (sum * LEAST / count);
        double rest = sum - least * (double) count;
        long[] latencies = new long[count];
        for (int i = 0; i < count; i++) {
            latencies[i] = least + Math.round(rest * weights[i] / weight);
        }
        return mended(latencies, sum);
    }

    /** Rounding leaves the sum a few units off, less than one a latency: the first ones take them. */
    private static long[] mended(long[] latencies, long sum) {
        long off = sum;
        for (long latency : latencies) {
            off -= latency;
        }
        for (int i = 0; i < Math.abs(off); i++) {
            latencies[i] += Long.signum(off);
        }
        return latencies;
    }
}
