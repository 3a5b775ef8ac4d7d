package io.iostrata.transforms.statistics;

import java.util.Arrays;

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
}
