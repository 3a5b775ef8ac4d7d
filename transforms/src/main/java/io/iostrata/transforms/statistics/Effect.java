package io.iostrata.transforms.statistics;

/**
 * What the runs say of a difference, on its scale: on the log scale estimate is the logarithm of the ratio of the sides'
 * geometric means, on the linear one the difference of their means.
 *
 * @param degrees of freedom of the standard error
 * @param deviation standard deviation between runs: of the two sides together, or of the differences of the pairs
 */
public record Effect(
        Scale scale,
        Design design,
        double estimate,
        double standardError,
        double degrees,
        double deviation,
        Parts parts) {

    /** How the runs of the two sides belong together. */
    public enum Design {
        UNPAIRED,
        PAIRED
    }

    /** The mean of one side by itself. */
    record Side(double standardError, double degrees) {
        /** Half an interval of a figure of this side upwards, or downwards with a negative quantile. */
        private double half(double figure, double quantile) {
            return Math.abs(figure * Math.expm1(quantile * standardError));
        }

        private double squared(double figure) {
            return figure * figure * standardError * standardError;
        }
    }

    /** The sides by themselves, and how they are correlated. */
    record Parts(Side baseline, Side candidate, double correlation) {
        /** Degrees of freedom of the difference of two figures, by Welch and Satterthwaite. */
        private double degrees(double baselineNs, double candidateNs) {
            double first = baseline.squared(baselineNs);
            double second = candidate.squared(candidateNs);
            return (first + second)
                    * (first + second)
                    / (first * first / baseline.degrees() + second * second / candidate.degrees());
        }
    }

    /** Probability of an estimate so far from none, if there were none. */
    public double pValue() {
        return student().pValue(estimate / standardError);
    }

    /** On the scale of the estimate. */
    public Interval interval(double confidence) {
        double half = student().twoSided(1 - confidence) * standardError;
        return new Interval(estimate - half, estimate + half);
    }

    /** Hedges' g: the estimate in standard deviations between runs, less the bias of few runs. */
    public double size() {
        return estimate == 0 ? 0 : estimate / deviation * (1 - 3 / (4 * degrees - 1));
    }

    /**
     * The interval of candidate - baseline, in the unit of the figures. On the log scale it is put together from the
     * intervals of both sides (MOVER: Donner and Zou 2012), and leaves out zero where the interval of the ratio leaves out one.
     *
     * @param baseline the figure the difference is taken from, and so the candidate
     */
    public Interval difference(double baseline, double candidate, double confidence) {
        var ofRatio = interval(confidence);
        double diff = candidate - baseline;
        if (scale == Scale.LINEAR) {
            double half = (ofRatio.hi() - ofRatio.lo()) / 2;
            return new Interval(diff - half, diff + half);
        }
        double freedom = design == Design.PAIRED ? degrees : parts.degrees(baseline, candidate);
        double quantile = new Student(freedom).twoSided(1 - confidence);
        double down = joined(
                parts.candidate().half(candidate, -quantile), parts.baseline().half(baseline, quantile));
        double up = joined(
                parts.candidate().half(candidate, quantile), parts.baseline().half(baseline, -quantile));
        var whole = new Interval(diff - down, diff + up);
        return agreeing(whole, ofRatio, diff);
    }

    private double joined(double candidateSide, double baselineSide) {
        double sum = candidateSide * candidateSide
                + baselineSide * baselineSide
                - 2 * parts.correlation() * candidateSide * baselineSide;
        return Math.sqrt(Math.max(0, sum));
    }

    /** With zero in or out as it is for the ratio, where the difference lies on the ratio's side. */
    private static Interval agreeing(Interval whole, Interval ofRatio, double diff) {
        if (ofRatio.holds(0)) {
            return new Interval(Math.min(whole.lo(), 0), Math.max(whole.hi(), 0));
        }
        if (ofRatio.lo() > 0 && diff > 0) {
            return new Interval(Math.max(whole.lo(), Math.min(diff, Double.MIN_NORMAL)), whole.hi());
        }
        return ofRatio.hi() < 0 && diff < 0
                ? new Interval(whole.lo(), Math.min(whole.hi(), Math.max(diff, -Double.MIN_NORMAL)))
                : whole;
    }

    Student student() {
        return new Student(degrees);
    }
}
