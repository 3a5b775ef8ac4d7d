package io.iostrata.transforms.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A clock of ticks held against one in ns: the line {@code ns = a + b * tick} that runs between all bounds.
 *
 * @param nsPerTick middle of the slopes that the bounds allow, ns
 * @param lowNsPerTick the smallest of them
 * @param highNsPerTick the largest
 * @param atTick middle of the evidence, ticks
 * @param lowNs the earliest time of {@code atTick} that the bounds allow at {@code nsPerTick}, ns
 * @param highNs the latest
 * @param bounds how many there were
 */
record ClockFit(
        double nsPerTick, double lowNsPerTick, double highNsPerTick, long atTick, long lowNs, long highNs, int bounds) {
    private static final int STEPS = 200;

    /**
     * When a tick was, at least and at most.
     *
     * @param low ns, {@link #NO_LOW} for none
     * @param high ns, {@link #NO_HIGH} for none
     */
    record Bound(long tick, long low, long high) {
        static final long NO_LOW = Long.MIN_VALUE;
        static final long NO_HIGH = Long.MAX_VALUE;
    }

    /** Bounds relative to an origin, so that doubles hold them to a small part of a ns. */
    private record Band(double[] x, double[] low, double[] high) {

        static Band of(List<Bound> bounds, long tick, long ns) {
            var band = new Band(new double[bounds.size()], new double[bounds.size()], new double[bounds.size()]);
            for (int i = 0; i < band.x.length; i++) {
                var bound = bounds.get(i);
                band.x[i] = bound.tick - tick;
                band.low[i] = bound.low == Bound.NO_LOW ? Double.NEGATIVE_INFINITY : bound.low - ns;
                band.high[i] = bound.high == Bound.NO_HIGH ? Double.POSITIVE_INFINITY : bound.high - ns;
            }
            return band;
        }

        double earliest(double slope) {
            double earliest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < x.length; i++) {
                earliest = Math.max(earliest, low[i] - slope * x[i]);
            }
            return earliest;
        }

        double latest(double slope) {
            double latest = Double.POSITIVE_INFINITY;
            for (int i = 0; i < x.length; i++) {
                latest = Math.min(latest, high[i] - slope * x[i]);
            }
            return latest;
        }

        /** Room between the bounds for a line of that slope: concave, negative where none fits. */
        double room(double slope) {
            return latest(slope) - earliest(slope);
        }
    }

    /** Empty where no line fits, or where the bounds leave the slope open. */
    static Optional<ClockFit> of(List<Bound> bounds) {
        var lows = bounds.stream().filter(bound -> bound.low != Bound.NO_LOW).toList();
        var highs = bounds.stream().filter(bound -> bound.high != Bound.NO_HIGH).toList();
        if (lows.size() < 2 || highs.size() < 2) {
            return Optional.empty();
        }
        var first = lows.get(0);
        var last = lows.get(lows.size() - 1);
        double guess = (double) (last.low - first.low) / (last.tick - first.tick);
        if (!(guess > 0) || Double.isInfinite(guess)) {
            return Optional.empty();
        }
        long atTick = first.tick + (last.tick - first.tick) / 2;
        long atNs = first.low + (last.low - first.low) / 2;
        var band = Band.of(bounds, atTick, atNs);
        double best = highest(band, 0, 8 * guess);
        if (!(band.room(best) >= 0)) {
            return Optional.empty();
        }
        double lowest = edge(band, best, 0);
        double highest = edge(band, best, 8 * guess);
        double slope = (lowest + highest) / 2;
        return Optional.of(new ClockFit(
                slope,
                lowest,
                highest,
                atTick,
                atNs + (long) Math.floor(band.earliest(slope)),
                atNs + (long) Math.ceil(band.latest(slope)),
                bounds.size()));
    }

    private static double highest(Band band, double from, double to) {
        double low = from;
        double high = to;
        for (int i = 0; i < STEPS; i++) {
            double left = low + (high - low) / 3;
            double right = high - (high - low) / 3;
            if (band.room(left) < band.room(right)) {
                low = left;
            } else {
                high = right;
            }
        }
        return (low + high) / 2;
    }

    /** Where the room ends between a slope that fits and one further out. */
    private static double edge(Band band, double inside, double outside) {
        double in = inside;
        double out = outside;
        for (int i = 0; i < STEPS; i++) {
            double middle = (in + out) / 2;
            if (band.room(middle) >= 0) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return in;
    }

    /** The bounds that series of equal length give; none where their lengths differ. */
    static List<Bound> bounds(
            SourceFacts.Series at, Optional<SourceFacts.Series> lower, Optional<SourceFacts.Series> upper) {
        var bounds = new ArrayList<Bound>();
        boolean equal = lower.stream().allMatch(each -> each.count() == at.count())
                && upper.stream().allMatch(each -> each.count() == at.count());
        long kept = (long) at.first().length + at.last().length;
        for (long i = 0; equal && i < kept; i++) {
            long index = i < at.first().length ? i : at.count() - kept + i;
            if (lower.stream().allMatch(each -> each.holds(index))
                    && upper.stream().allMatch(each -> each.holds(index))) {
                long low = lower.map(each -> each.stamp(index)).orElse(Bound.NO_LOW);
                long high = upper.map(each -> each.stamp(index)).orElse(Bound.NO_HIGH);
                bounds.add(new Bound(at.stamp(index), low, high));
            }
        }
        return bounds;
    }
}
