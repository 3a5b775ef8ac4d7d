package io.iostrata.transforms.statistics;

import java.util.Arrays;

/** Mean, variance and covariance of a sample; the sums are taken in the order of the values, so the same every time. */
final class Moments {
    private Moments() {}

    static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** With n - 1; of two values at least. */
    static double variance(double[] values) {
        return covariance(values, values);
    }

    /** With n - 1; of two pairs at least. */
    static double covariance(double[] first, double[] second) {
        double firstMean = mean(first);
        double secondMean = mean(second);
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += (first[i] - firstMean) * (second[i] - secondMean);
        }
        return sum / (first.length - 1);
    }
}
