package io.iostrata.transforms.statistics;

import java.util.OptionalDouble;

/**
 * How well a run's mean is known from the run alone: by batch means (Conway 1963). Neighbouring requests are alike, so the
 * sample is blocks of time, put together until neighbouring blocks are no longer alike, or as few are left as still tell a spread; what likeness is left widens the variance.
 */
public final class TimeBlocks {
    /** Fewer blocks tell no spread. */
    public static final int FEWEST = 10;

    private static final double ALIKE = 0.1;

    private TimeBlocks() {}

    /**
     * Variance of the run's mean as a ratio of its square; empty with fewer blocks than {@link #FEWEST}, or a mean of zero.
     *
     * @param sums of the latencies in each block, in order of time
     * @param counts of requests in each block, none of them zero
     */
    public static OptionalDouble relativeVariance(double[] sums, double[] counts) {
        if (sums.length < FEWEST) {
            return OptionalDouble.empty();
        }
        double mean = total(sums) / total(counts);
        var residuals = new double[sums.length];
        for (int block = 0; block < sums.length; block++) {
            residuals[block] = sums[block] - mean * counts[block];
        }
        while (residuals.length / 2 >= FEWEST && correlation(residuals) > ALIKE) {
            residuals = halved(residuals);
        }
        double squares = 0;
        for (double residual : residuals) {
            squares += residual * residual;
        }
        double left = 1 + 2 * Math.max(0, correlation(residuals));
        double variance = left * squares * residuals.length / (residuals.length - 1.0) / Math.pow(total(counts), 2);
        return mean == 0 ? OptionalDouble.empty() : OptionalDouble.of(variance / (mean * mean));
    }

    /** Of neighbours. */
    private static double correlation(double[] residuals) {
        double together = 0;
        double alone = residuals[0] * residuals[0];
        for (int block = 1; block < residuals.length; block++) {
            together += residuals[block] * residuals[block - 1];
            alone += residuals[block] * residuals[block];
        }
        return alone == 0 ? 0 : together / alone;
    }

    /** Two neighbours each; an odd one at the end goes with the last two. */
    private static double[] halved(double[] blocks) {
        var pairs = new double[blocks.length / 2];
        for (int block = 0; block < blocks.length; block++) {
            pairs[Math.min(block / 2, pairs.length - 1)] += blocks[block];
        }
        return pairs;
    }

    private static double total(double[] values) {
        double total = 0;
        for (double value : values) {
            total += value;
        }
        return total;
    }
}
