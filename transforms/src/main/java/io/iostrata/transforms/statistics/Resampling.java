package io.iostrata.transforms.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Intervals of a side's figure by drawing its runs anew (Efron 1979), each with all of its requests: what a run's blocks of
 * time scatter is in its figure already, and drawing them too would count it twice. The shares cut off are those of a
 * t-distribution, for as many runs as there are (Hesterberg 2015). The same every time: the seed is fixed.
 */
public final class Resampling {
    /** With fewer runs such intervals cover less than they state. */
    public static final int FEWEST_RUNS = 20;

    private static final int DRAWS = 1999;
    private static final long SEED = 1;
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private Resampling() {}

    /** Of the unweighted mean of the runs' figures; none where the draws are too few for that confidence. */
    public static Optional<Interval> ofMean(double[] runs, double confidence) {
        var drawn = new double[DRAWS];
        var times = new int[runs.length];
        var random = new SplittableRandom(SEED);
        for (int draw = 0; draw < DRAWS; draw++) {
            draw(times, random);
            double sum = 0;
            for (int run = 0; run < runs.length; run++) {
                sum += times[run] * runs[run];
            }
            drawn[draw] = sum / runs.length;
        }
        return interval(drawn, runs.length, confidence);
    }

    /**
     * Of quantiles of the runs' requests together, every run weighing the same: one each, all of the same draws; none as for
     * means.
     */
    public static List<Interval> ofQuantiles(RunShares runs, double[] shares, double confidence) {
        var drawn = new double[shares.length][DRAWS];
        var times = new int[runs.count()];
        Arrays.fill(times, 1);
        var places = Arrays.stream(shares)
                .mapToInt(share -> runs.place(times, share, 0))
                .toArray();
        var random = new SplittableRandom(SEED);
        for (int draw = 0; draw < DRAWS; draw++) {
            draw(times, random);
            for (int each = 0; each < shares.length; each++) {
                drawn[each][draw] = runs.value(runs.place(times, shares[each], places[each]));
            }
        }
        return Arrays.stream(drawn)
                .flatMap(values -> interval(values, runs.count(), confidence).stream())
                .toList();
    }

    /**
     * Of the difference of two figures, from the interval of each (MOVER: Donner and Zou 2012). An interval that leaves out its
     * figure, as rounding may have it, goes no way to that side.
     */
    public static Interval difference(Estimate baseline, Estimate candidate) {
        double diff = candidate.value() - baseline.value();
        double down = Math.hypot(candidate.below(), baseline.above());
        double up = Math.hypot(candidate.above(), baseline.below());
        return new Interval(diff - down, diff + up);
    }

    /** A figure and its interval. */
    public record Estimate(double value, Interval interval) {
        private double below() {
            return Math.max(0, value - interval.lo());
        }

        private double above() {
            return Math.max(0, interval.hi() - value);
        }
    }

    /** How often each run is drawn, as many times in all as there are runs. */
    private static void draw(int[] times, SplittableRandom random) {
        Arrays.fill(times, 0);
        for (int i = 0; i < times.length; i++) {
            times[random.nextInt(times.length)]++;
        }
    }

    /** None where less than one draw is to be cut off at each end: what lies farther out no draw tells. */
    private static Optional<Interval> interval(double[] drawn, int runs, double confidence) {
        Arrays.sort(drawn);
        double quantile = new Student(runs - 1.0).twoSided(1 - confidence) * Math.sqrt(runs / (runs - 1.0));
        int cut = (int) Math.floor(NORMAL.cumulativeProbability(-quantile) * (DRAWS + 1));
        return cut < 1 ? Optional.empty() : Optional.of(new Interval(drawn[cut - 1], drawn[DRAWS - cut]));
    }
}
