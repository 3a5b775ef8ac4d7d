package io.iostrata.transforms.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Where a series of runs changes: E-divisive (Matteson and James 2014), which splits at the largest energy distance and
 * keeps the split if few random orders of the runs have one as large.
 */
public final class ChangePoints {
    /** Fewer runs on either side of a change are not looked at: one odd run is no change. */
    public static final int SHORTEST_SEGMENT = 5;

    /** Sums of the same distances in another order differ by less. */
    private static final double ROUNDING = 1e-9;

    private final double[] series;
    private final double level;
    private final SplittableRandom random;
    private final int permutations;

    private ChangePoints(double[] series, double level, SplittableRandom random) {
        this.series = series;
        this.level = level;
        this.random = random;
        this.permutations = permutations(level);
    }

    /**
     * A change before the run at that place, counted from 0.
     *
     * @param pValue share of the random orders, the one seen among them, with a split as good
     */
    public record Change(int place, double pValue) {}

    /** Enough random orders to come below the level ten times over. */
    private static int permutations(double level) {
        return (int) Math.min(19_999, Math.ceil(10 / level)) - 1;
    }

    /** In order of time. */
    public static List<Change> of(double[] series, double level, long seed) {
        var search = new ChangePoints(series.clone(), level, new SplittableRandom(seed));
        var changes = new ArrayList<Change>();
        search.within(0, series.length, changes);
        changes.sort(Comparator.comparingInt(Change::place));
        return changes;
    }

    private void within(int from, int to, List<Change> changes) {
        if (to - from < 2 * SHORTEST_SEGMENT) {
            return;
        }
        var segment = Arrays.copyOfRange(series, from, to);
        var best = best(segment);
        var p = significance(segment, best.energy());
        if (p.isPresent()) {
            changes.add(new Change(from + best.place(), p.get()));
            within(from, from + best.place(), changes);
            within(from + best.place(), to, changes);
        }
    }

    private record Split(int place, double energy) {}

    /** The share of random orders with as good a split; empty as soon as it is sure to be above the level. */
    private Optional<Double> significance(double[] segment, double energy) {
        var shuffled = segment.clone();
        int most = (int) Math.floor(level * (permutations + 1)) - 1;
        int asGood = 0;
        double asGoodAs = energy - Math.abs(energy) * ROUNDING;
        for (int round = 0; round < permutations; round++) {
            shuffle(shuffled);
            if (best(shuffled).energy() >= asGoodAs && ++asGood > most) {
                return Optional.empty();
            }
        }
        return Optional.of((asGood + 1.0) / (permutations + 1));
    }

    private void shuffle(double[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            double kept = values[i];
            values[i] = values[other];
            values[other] = kept;
        }
    }

    /**
     * The split of largest energy m·n/(m+n) · (2 E|X-Y| - E|X-X'| - E|Y-Y'|). One step of the split moves one value from
     * right to left, and with it its distances.
     */
    private static Split best(double[] values) {
        int count = values.length;
        double within = 0;
        double across = 0;
        double right = pairDistances(values);
        var best = new Split(0, Double.NEGATIVE_INFINITY);
        for (int size = 1; size < count; size++) {
            double toLeft = 0;
            double toRight = 0;
            double moved = values[size - 1];
            for (int i = 0; i < size - 1; i++) {
                toLeft += Math.abs(values[i] - moved);
            }
            for (int i = size; i < count; i++) {
                toRight += Math.abs(values[i] - moved);
            }
            within += toLeft;
            right -= toRight;
            across += toRight - toLeft;
            if (size >= SHORTEST_SEGMENT && count - size >= SHORTEST_SEGMENT) {
                double energy = energy(new double[] {within, right, across}, size, count - size);
                best = energy > best.energy() ? new Split(size, energy) : best;
            }
        }
        return best;
    }

    private static double pairDistances(double[] values) {
        double sum = 0;
        for (int i = 1; i < values.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += Math.abs(values[i] - values[j]);
            }
        }
        return sum;
    }

    /** @param sums of distances: inside the left part, inside the right one, between them */
    private static double energy(double[] sums, double left, double right) {
        double inLeft = sums[0] / (left * (left - 1) / 2);
        double inRight = sums[1] / (right * (right - 1) / 2);
        double between = sums[2] / (left * right);
        return left * right / (left + right) * (2 * between - inLeft - inRight);
    }
}
