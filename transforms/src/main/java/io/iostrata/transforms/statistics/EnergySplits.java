package io.iostrata.transforms.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The best split of some values in whatever order they come: the one of largest energy m·n/(m+n) · (2 E|X-Y| - E|X-X'| - E|Y-Y'|).
 * What no order changes is worked out once; an order then costs n log n. Values go by their rank, from 0, less their median:
 * sums of equal values are then exactly 0, and not what rounding leaves of them.
 */
final class EnergySplits {
    private final double[] ascending;
    private final int[] ranks;
    /** Of each value the sum of its distances to all. */
    private final double[] toAll;
    /** Binary indexed trees over the ranks of the left part: how many, and their sum. */
    private final int[] counts;

    private final double[] sums;

    /** @param values in order of time */
    EnergySplits(double[] values) {
        int count = values.length;
        var places = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble(place -> values[place]))
                .mapToInt(Integer::intValue)
                .toArray();
        ascending = new double[count];
        ranks = new int[count];
        for (int rank = 0; rank < count; rank++) {
            ascending[rank] = values[places[rank]] - values[places[count / 2]];
            ranks[places[rank]] = rank;
        }
        toAll = Arrays.stream(ascending)
                .map(value -> Arrays.stream(ascending)
                        .map(other -> Math.abs(other - value))
                        .sum())
                .toArray();
        counts = new int[count + 1];
        sums = new double[count + 1];
    }

    /** A split before that place, counted from 0. */
    record Split(int place, double energy) {}

    /** Where no split is better than another. */
    boolean areAllEqual() {
        return Arrays.stream(toAll).sum() == 0;
    }

    /** The values' ranks in order of time. */
    int[] ranks() {
        return ranks.clone();
    }

    /**
     * Of the values in that order, none of the parts being shorter than the shortest. One step moves one value from right to left,
     * and with it its distances.
     */
    Split best(int[] order, int shortest) {
        Arrays.fill(counts, 0);
        Arrays.fill(sums, 0);
        int count = order.length;
        double within = 0;
        double across = 0;
        double right = Arrays.stream(toAll).sum() / 2;
        double left = 0;
        var best = new Split(0, Double.NEGATIVE_INFINITY);
        for (int size = 1; size < count; size++) {
            int rank = order[size - 1];
            double toLeft = toLeft(rank, new Part(size - 1, left));
            double toRight = toAll[rank] - toLeft;
            within += toLeft;
            right -= toRight;
            across += toRight - toLeft;
            left += ascending[rank];
            add(rank);
            if (size >= shortest && count - size >= shortest) {
                double energy = energy(new double[] {within, right, across}, size, count - size);
                best = energy > best.energy() ? new Split(size, energy) : best;
            }
        }
        return best;
    }

    /** How many values, and their sum. */
    private record Part(int count, double sum) {}

    /** Sum of the distances of a value to those of the left part. */
    private double toLeft(int rank, Part left) {
        int below = 0;
        double sumBelow = 0;
        for (int node = rank + 1; node > 0; node -= node & -node) {
            below += counts[node];
            sumBelow += sums[node];
        }
        double value = ascending[rank];
        return value * below - sumBelow + (left.sum() - sumBelow) - value * (left.count() - below);
    }

    private void add(int rank) {
        for (int node = rank + 1; node < counts.length; node += node & -node) {
            counts[node]++;
            sums[node] += ascending[rank];
        }
    }

    /** @param distances sums inside the left part, inside the right one, between them */
    private static double energy(double[] distances, double left, double right) {
        double inLeft = distances[0] / (left * (left - 1) / 2);
        double inRight = distances[1] / (right * (right - 1) / 2);
        double between = distances[2] / (left * right);
        return left * right / (left + right) * (2 * between - inLeft - inRight);
    }
}
