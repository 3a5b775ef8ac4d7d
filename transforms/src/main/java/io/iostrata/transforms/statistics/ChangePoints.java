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
        var splits = new EnergySplits(Arrays.copyOfRange(series, from, to));
        if (splits.areAllEqual()) {
            return;
        }
        var best = splits.best(splits.ranks(), SHORTEST_SEGMENT);
        var p = significance(splits, best.energy());
        if (p.isPresent()) {
            changes.add(new Change(from + best.place(), p.get()));
            within(from, from + best.place(), changes);
            within(from + best.place(), to, changes);
        }
    }

    /** The share of random orders with as good a split; empty as soon as it is sure to be above the level. */
    private Optional<Double> significance(EnergySplits splits, double energy) {
        var shuffled = splits.ranks();
        int most = (int) Math.floor(level * (permutations + 1)) - 1;
        int asGood = 0;
        double asGoodAs = energy - Math.abs(energy) * ROUNDING;
        for (int round = 0; round < permutations; round++) {
            shuffle(shuffled);
            if (splits.best(shuffled, SHORTEST_SEGMENT).energy() >= asGoodAs && ++asGood > most) {
                return Optional.empty();
            }
        }
        return Optional.of((asGood + 1.0) / (permutations + 1));
    }

    private void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = values[i];
            values[i] = values[other];
            values[other] = kept;
        }
    }
}
