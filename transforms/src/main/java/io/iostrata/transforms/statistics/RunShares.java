package io.iostrata.transforms.statistics;

/**
 * What share of each run's requests is up to each of some values: the runs' distribution functions side by side.
 *
 * @param values ascending, at least one
 * @param shares of each value the share of every run, in the order of the runs; of the last value 1 each
 */
public record RunShares(double[] values, float[][] shares) {
    /** Sums of shares in another order differ by less; a share is a float. */
    private static final double ROUNDING = 1e-5;

    public RunShares {
        if (values.length == 0 || values.length != shares.length) {
            throw new IllegalArgumentException(
                    "Invalid shares: %d of %d values (one each)".formatted(shares.length, values.length));
        }
    }

    int count() {
        return shares[0].length;
    }

    /** The smallest value up to which the share of all runs together is that or more, each run counted so many times. */
    double quantile(int[] times, double share) {
        double wanted = share * count() - ROUNDING;
        int low = 0;
        int high = values.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sum(shares[middle], times) >= wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return values[low];
    }

    private static double sum(float[] shares, int[] times) {
        double sum = 0;
        for (int run = 0; run < shares.length; run++) {
            sum += shares[run] * times[run];
        }
        return sum;
    }
}
