package io.iostrata.transforms.statistics;

/** Intervals that hold all at once. */
public final class Bands {
    private Bands() {}

    /** Confidence of each of so many intervals, whatever hangs together among them (Bonferroni). */
    public static double each(double confidence, int intervals) {
        return 1 - (1 - confidence) / intervals;
    }
}
