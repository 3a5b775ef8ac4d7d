package io.iostrata.transforms.clocks;

import io.iostrata.transforms.clocks.Bounds.Bound;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** The points of one side that a straight line above all of them can touch: their upper convex hull, left to right. */
final class Hull {
    private final double[] x;
    private final double[] y;

    private Hull(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    /**
     * Of points in order of their readings.
     *
     * @param sign 1 for the hull above, -1 for the hull below, turned over
     */
    static Hull of(List<Bound> points, long reading, long offset, int sign) {
        double[] x = new double[points.size()];
        double[] y = new double[points.size()];
        int kept = 0;
        for (var point : points) {
            double right = point.reading() - reading;
            double up = sign * (double) (point.offset() - offset);
            if (kept > 0 && x[kept - 1] == right) {
                up = Math.max(up, y[--kept]);
            }
            while (kept > 1 && isUnder(x, y, kept, right, up)) {
                kept--;
            }
            x[kept] = right;
            y[kept++] = up;
        }
        return new Hull(Arrays.copyOf(x, kept), Arrays.copyOf(y, kept));
    }

    /** True where the last point kept is not above the line from the one before it to the next. */
    private static boolean isUnder(double[] x, double[] y, int kept, double right, double up) {
        double run = x[kept - 1] - x[kept - 2];
        double rise = y[kept - 1] - y[kept - 2];
        return rise * (right - x[kept - 2]) <= (up - y[kept - 2]) * run;
    }

    /** The slope of a line that touches them at the origin, as near as can be told. */
    double slopeAtOrigin() {
        int edge = 0;
        while (edge + 2 < x.length && x[edge + 1] <= 0) {
            edge++;
        }
        return x.length < 2 ? 0 : Math.max(-FeasibleLines.STEEPEST, Math.min(FeasibleLines.STEEPEST, slope(edge)));
    }

    private double slope(int edge) {
        return (y[edge + 1] - y[edge]) / (x[edge + 1] - x[edge]);
    }

    DoubleStream slopes() {
        var slopes = DoubleStream.builder();
        for (int i = 0; i + 1 < x.length; i++) {
            slopes.add(slope(i));
        }
        return slopes.build();
    }

    /** Where the lowest line of that slope that is nowhere under a point passes the origin. */
    double height(double slope) {
        int low = 0;
        int high = x.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (slope(middle) > slope) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return y[low] - slope * x[low];
    }
}
