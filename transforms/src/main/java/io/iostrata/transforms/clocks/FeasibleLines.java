package io.iostrata.transforms.clocks;

import io.iostrata.transforms.clocks.Bounds.Side;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * All straight lines, offset over reading of a clock, that keep every bound: a convex polygon in slope and height. At each
 * reading they leave an interval; the middle of the polygon's corners is the estimate.
 */
public final class FeasibleLines implements Serializable {
    private static final long serialVersionUID = 1L;
    /** Clocks that count ns of themselves do not differ by more; ns a ns. */
    static final double STEEPEST = 1e-3;

    private static final int STEPS = 128;

    private final long reading;
    private final long offset;
    /** Corners in order of slope: of each the lowest and the highest line. */
    private final double[] slope;

    private final double[] low;
    private final double[] high;
    private final double meanSlope;
    private final double meanHeight;
    private final long narrowest;

    private FeasibleLines(Bounds bounds, double[] slope, Hull above, Hull below) {
        reading = middle(bounds);
        offset = bounds.bounds().get(0).offset();
        this.slope = slope;
        low = Arrays.stream(slope).map(above::height).toArray();
        high = Arrays.stream(slope).map(each -> -below.height(-each)).toArray();
        meanSlope = Arrays.stream(slope).average().orElseThrow();
        meanHeight = DoubleStream.concat(Arrays.stream(low), Arrays.stream(high))
                .average()
                .orElseThrow();
        narrowest = narrowest(bounds.first(), bounds.last());
    }

    /** Empty where no line keeps the bounds, or where they leave one side open. */
    public static Optional<FeasibleLines> of(Bounds bounds) {
        if (!bounds.isTwoSided()) {
            return Optional.empty();
        }
        long origin = bounds.bounds().get(0).offset();
        var above = Hull.of(bounds.of(Side.AT_LEAST), middle(bounds), origin, 1);
        var below = Hull.of(bounds.of(Side.AT_MOST), middle(bounds), origin, -1);
        double[] corners = corners(above, below);
        return corners.length == 0 ? Optional.empty() : Optional.of(new FeasibleLines(bounds, corners, above, below));
    }

    private static long middle(Bounds bounds) {
        return bounds.first() + (bounds.last() - bounds.first()) / 2;
    }

    /** Room for a line of that slope: concave, negative where none fits. */
    private static double room(Hull above, Hull below, double slope) {
        return -below.height(-slope) - above.height(slope);
    }

    /** The slopes at which the polygon has corners; none where there is no polygon. */
    private static double[] corners(Hull above, Hull below) {
        var bends = DoubleStream.concat(above.slopes(), below.slopes().map(slope -> -slope))
                .filter(slope -> Math.abs(slope) < STEEPEST);
        double[] slopes = DoubleStream.concat(bends, DoubleStream.of(-STEEPEST, STEEPEST))
                .map(slope -> slope + 0.0) // -0.0 and 0.0 are one slope
                .distinct()
                .sorted()
                .toArray();
        double[] rooms =
                Arrays.stream(slopes).map(slope -> room(above, below, slope)).toArray();
        int from = 0;
        while (from < slopes.length && rooms[from] < 0) {
            from++;
        }
        int to = slopes.length - 1;
        while (to >= from && rooms[to] < 0) {
            to--;
        }
        if (from > to) {
            return new double[0];
        }
        var edges = DoubleStream.builder();
        if (from > 0) {
            edges.add(crossing(slopes, rooms, from - 1, from));
        }
        if (to < slopes.length - 1) {
            edges.add(crossing(slopes, rooms, to + 1, to));
        }
        return DoubleStream.concat(Arrays.stream(slopes, from, to + 1), edges.build())
                .sorted()
                .toArray();
    }

    /** Where the room ends between a slope without any and one with some. */
    private static double crossing(double[] slopes, double[] rooms, int outside, int inside) {
        double part = rooms[inside] / (rooms[inside] - rooms[outside]);
        return slopes[inside] + part * (slopes[outside] - slopes[inside]);
    }

    private long narrowest(long first, long last) {
        long from = first;
        long to = last;
        for (int i = 0; i < STEPS && to - from > 2; i++) {
            long third = (to - from) / 3;
            if (width(from + third) <= width(to - third)) {
                to -= third;
            } else {
                from += third;
            }
        }
        return from + (to - from) / 2;
    }

    /** The reading at which the interval is narrowest, among those with evidence before and after. */
    public long narrowest() {
        return narrowest;
    }

    private double width(long at) {
        double x = at - reading;
        return highest(x) - lowest(x);
    }

    /** The estimate of the offset at a reading, ns. */
    public long offset(long at) {
        return offset + Math.round(meanHeight + meanSlope * (at - reading));
    }

    /** The smallest offset at a reading that the bounds allow, ns. */
    public long least(long at) {
        return offset + (long) Math.floor(lowest((double) (at - reading)));
    }

    /** The largest. */
    public long most(long at) {
        return offset + (long) Math.ceil(highest((double) (at - reading)));
    }

    private double lowest(double x) {
        int corner = turn(x, low, -1);
        return low[corner] + slope[corner] * x;
    }

    private double highest(double x) {
        int corner = turn(x, high, 1);
        return high[corner] + slope[corner] * x;
    }

    /** The corner at which a height that first rises and then falls, from corner to corner, is highest. */
    private int turn(double x, double[] height, int sign) {
        int from = 0;
        int to = slope.length - 1;
        while (from < to) {
            int middle = (from + to) >>> 1;
            double step = height[middle + 1] - height[middle] + (slope[middle + 1] - slope[middle]) * x;
            if (sign * step > 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** d(offset) / d(reading) of the estimate. */
    public double slope() {
        return meanSlope;
    }

    public double leastSlope() {
        return slope[0];
    }

    public double mostSlope() {
        return slope[slope.length - 1];
    }
}
