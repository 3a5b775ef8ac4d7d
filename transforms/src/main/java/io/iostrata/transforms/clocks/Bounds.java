package io.iostrata.transforms.clocks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is known of the offset of a clock from another: at readings of the clock, how large it is at least or at most, ns.
 * In order of the readings.
 */
public record Bounds(List<Bound> bounds) {

    /** Which way a bound holds. */
    public enum Side {
        AT_LEAST,
        AT_MOST
    }

    /**
     * One bound.
     *
     * @param reading of the clock, ns
     * @param offset reading of the clock less reading of the reference, ns
     */
    public record Bound(long reading, long offset, Side side) {}

    public Bounds {
        bounds =
                bounds.stream().sorted(Comparator.comparingLong(Bound::reading)).toList();
    }

    /** Those of both. */
    public Bounds and(Bounds others) {
        var all = new ArrayList<>(bounds);
        all.addAll(others.bounds);
        return new Bounds(all);
    }

    List<Bound> of(Side side) {
        return bounds.stream().filter(bound -> bound.side == side).toList();
    }

    public int size() {
        return bounds.size();
    }

    /** True where the offset is bounded on both sides. */
    public boolean isTwoSided() {
        return bounds.stream().map(Bound::side).distinct().count() == 2;
    }

    long first() {
        return bounds.get(0).reading;
    }

    long last() {
        return bounds.get(bounds.size() - 1).reading;
    }
}
