package io.iostrata.transforms.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;

/** The scale on which runs are compared. */
public enum Scale {
    /** Logarithms: what differs is a ratio. For times, which are positive and skewed to the right. */
    LOG,
    /** The values themselves: for differences of times, which may be negative or near zero. */
    LINEAR;

    /**
     * Relative resolution of a figure: a histogram of three digits has buckets of 0.1 %, whose standard deviation is this.
     * Runs that agree to the last digit are not known better.
     */
    private static final double RESOLUTION = 0.001 / Math.sqrt(12);

    /** The log scale where it is asked for and all values have a logarithm. */
    public Scale fit(Sides sides) {
        boolean positive = Arrays.stream(sides.baseline()).allMatch(value -> value > 0)
                && Arrays.stream(sides.candidate()).allMatch(value -> value > 0);
        return this == LOG && positive ? LOG : LINEAR;
    }

    double[] of(double[] values) {
        return this == LOG ? Arrays.stream(values).map(Math::log).toArray() : values.clone();
    }

    /** Sample variance on this scale, and what the resolution of the figures adds. */
    double variance(double[] onScale) {
        double mean = Moments.mean(onScale);
        double resolution = this == LOG ? RESOLUTION : RESOLUTION * Math.abs(mean);
        return Moments.variance(onScale) + resolution * resolution;
    }

    /**
     * What share of the variance between runs their insides leave, at most 1; empty with one run, or runs that are all the same.
     *
     * @param inside variance of each run's mean from inside the run, as a ratio of its square
     * @param means of the runs, positive
     */
    public static OptionalDouble shareWithin(double[] inside, double[] means) {
        if (means.length < Sides.FEWEST || Arrays.stream(means).anyMatch(mean -> mean <= 0)) {
            return OptionalDouble.empty();
        }
        double between = Moments.variance(LOG.of(means));
        return between == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, Moments.mean(inside) / between));
    }
}
