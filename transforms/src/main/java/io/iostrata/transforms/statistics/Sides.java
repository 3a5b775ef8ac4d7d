package io.iostrata.transforms.statistics;

/** One figure of the runs of both sides, a value a run. For a paired comparison the value number i of both is block i. */
public record Sides(double[] baseline, double[] candidate) {
    /** Fewer runs on a side have no spread. */
    public static final int FEWEST = 2;

    /** Whether there are enough for any interval. */
    public boolean isTestable() {
        return baseline.length >= FEWEST && candidate.length >= FEWEST;
    }

    int fewer() {
        return Math.min(baseline.length, candidate.length);
    }
}
