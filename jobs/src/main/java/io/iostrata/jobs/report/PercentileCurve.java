package io.iostrata.jobs.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A distribution as a curve over the percentiles: runs of a configuration, merged with equal weights.
 *
 * @param us latency at each step of the grid, µs, as far as the values reach
 */
record PercentileCurve(Subject subject, String config, long runs, long count, List<Double> us) {

    /** What is distributed: a level (layer, stage, total) and a layer, or chain/stage. */
    record Subject(String level, String name) {}

    /** A bucket: its middle in µs, and the share of the runs' values in it. */
    record Bucket(double us, double weight) {}

    /** Steps of the percentile axis, -log10(1 - p): 0 is the smallest value, 1 is p90, 2 is p99. */
    static final double STEP = 0.05;

    private static final int STEPS = 7 * 20;
    private static final double ROUNDING = 1e-9;

    PercentileCurve {
        us = List.copyOf(us);
    }

    /** Reads the curve off buckets in ascending order; it ends at the last percentile with a value at or beyond it. */
    static List<Double> read(List<Bucket> buckets, long count) {
        var curve = new ArrayList<Double>();
        if (buckets.isEmpty()) {
            return curve;
        }
        double total = buckets.stream().mapToDouble(Bucket::weight).sum();
        double below = buckets.get(0).weight();
        int at = 0;
        for (int step = 0; step <= lastStep(count); step++) {
            double rank = (1 - Math.pow(10, -step * STEP) - ROUNDING) * total;
            while (below < rank && at + 1 < buckets.size()) {
                at++;
                below += buckets.get(at).weight();
            }
            curve.add(buckets.get(at).us());
        }
        return curve;
    }

    private static int lastStep(long count) {
        return Math.min(STEPS, (int) Math.floor(Math.log10((double) count) / STEP + ROUNDING));
    }
}
