package io.iostrata.transforms.statistics;

/**
 * What share of each run's requests is up to each of some values: the runs' distribution functions side by side.
 *
 * @param values ascending, at least one
 * @param shares of each value the share of every run, in the order of the runs; of the last value 1 each
 */
public record RunShares(double[] values, float[][] shares) {
    /** The sum of runs' shares differs from what it is of by less for each of them: a share is a float. */
    private static final double ROUNDING = 0x1p-24;

    public RunShares {
        if (values.length == 0 || values.length != shares.length) {
            throw new IllegalArgumentException(
                    "Invalid shares: %d of %d values (one each)".formatted(shares.length, values.length));
        }
    }

    int count() {
        return shares[0].length;
    }

    double value(int place) {
        return values[place];
    }

    /**
     * Where the smallest value is up to which the share of all runs together is that or more, each run counted so many times.
     *
     * @param near a place to look around: the nearer, the sooner found
     */
    int place(int[] times, double share, int near) {
        double wanted = (share - ROUNDING) * count();
        int low = 0;
        int high = values.length - 1;
        int place = near;
        for (int step = 1; low < high; step *= 2) {
            if (sum(place, times) >= wanted) {
                high = place;
                place = Math.max(high - step, (low + high) >>> 1);
            } else {
                low = place + 1;
                place = Math.min(low + step, (low + high) >>> 1);
            }
        }
        return low;
    }

    private double sum(int place, int[] times) {
        var ofPlace = shares[place];
        double sum = 0;
        for (int run = 0; run < ofPlace.length; run++) {
            sum += ofPlace[run] * times[run];
        }
        return sum;
    }
}
