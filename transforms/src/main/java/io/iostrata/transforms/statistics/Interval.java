package io.iostrata.transforms.statistics;

/** From lo to hi, both included. */
public record Interval(double lo, double hi) {
    boolean holds(double value) {
        return lo <= value && value <= hi;
    }

    /** Whether all of it is nearer to zero than that, or zero. */
    boolean isWithin(double bound) {
        return (-bound < lo && hi < bound) || (lo == 0 && hi == 0);
    }
}
