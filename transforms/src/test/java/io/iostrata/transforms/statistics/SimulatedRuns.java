package io.iostrata.transforms.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Runs as machines give them: requests of one run share what the run had (a neighbour, a layout, a temperature), and so
 * are worth far less than their number. Latencies are log-normal, inside a run and between runs.
 */
final class SimulatedRuns {
    static final int REQUESTS = 60;
    private static final double TYPICAL_NS = 100_000;
    private static final double WITHIN = 0.5;

    private final SplittableRandom random;

    SimulatedRuns(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Mean of what the requests of each run take. */
    double[] means(int runs, double factor, double spread) {
        var means = new double[runs];
        for (int run = 0; run < runs; run++) {
            means[run] = Arrays.stream(requests(factor * runEffect(spread)))
                    .average()
                    .orElseThrow();
        }
        return means;
    }

    /** The slowest of the requests of each run: a percentile of the tail. */
    double[] slowest(int runs, double factor, double spread) {
        var slowest = new double[runs];
        for (int run = 0; run < runs; run++) {
            slowest[run] =
                    Arrays.stream(requests(factor * runEffect(spread))).max().orElseThrow();
        }
        return slowest;
    }

    /** What a run's expected mean is: the mean of the log-normal distributions between and inside runs. */
    static double expectedMean(double factor, double spread) {
        return TYPICAL_NS * factor * Math.exp((spread * spread + WITHIN * WITHIN) / 2);
    }

    /** Of the requests of very many runs together, which are log-normal with both spreads. */
    static double expectedQuantile(double factor, double spread, double share) {
        double normal = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(share);
        return TYPICAL_NS * factor * Math.exp(normal * Math.sqrt(spread * spread + WITHIN * WITHIN));
    }

    double[] requests(double factor) {
        var requests = new double[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            requests[i] = TYPICAL_NS * factor * Math.exp(WITHIN * random.nextGaussian());
        }
        return requests;
    }

    double runEffect(double spread) {
        return Math.exp(spread * random.nextGaussian());
    }

    double[] normals(int runs, double mean, double deviation) {
        return IntStream.range(0, runs)
                .mapToDouble(run -> mean + deviation * random.nextGaussian())
                .toArray();
    }

    /** Blocks of two runs each, which have in common what the block had: a spread of 0.3. */
    Sides blocks(int count, double ratio, double spread) {
        var baseline = new double[count];
        var candidate = new double[count];
        for (int block = 0; block < count; block++) {
            double common = runEffect(0.3);
            baseline[block] = means(1, common, spread)[0];
            candidate[block] = means(1, common * ratio, spread)[0];
        }
        return new Sides(baseline, candidate);
    }

    /** The deciles of each run, a pair of sides a decile. */
    List<Sides> deciles(int runs, double ratio, double spread) {
        var baseline = sortedRuns(runs, 1, spread);
        var candidate = sortedRuns(runs, ratio, spread);
        return IntStream.range(1, 10)
                .map(decile -> decile * REQUESTS / 10 - 1)
                .mapToObj(rank -> new Sides(at(baseline, rank), at(candidate, rank)))
                .toList();
    }

    /**
     * The figures of a report in three families: the total, six layers' means, 24 others. All of a run share its
     * effect; only the total differs between the sides.
     */
    List<Sides[]> report(int runs, double factorOfTotal) {
        var baselineEffects = effects(runs);
        var candidateEffects = effects(runs);
        var families = new ArrayList<Sides[]>();
        for (int size : new int[] {1, 6, 24}) {
            double factor = size == 1 ? factorOfTotal : 1;
            families.add(IntStream.range(0, size)
                    .mapToObj(figure -> new Sides(noisy(baselineEffects, 1), noisy(candidateEffects, factor)))
                    .toArray(Sides[]::new));
        }
        return families;
    }

    /** Runs whose requests' distribution functions are known at the edges of buckets 2 % wide. */
    RunShares shares(int runs, double factor, double spread) {
        var values = IntStream.rangeClosed(-150, 200)
                .mapToDouble(edge -> TYPICAL_NS * Math.exp(0.02 * edge))
                .toArray();
        var shares = new float[values.length][runs];
        for (int run = 0; run < runs; run++) {
            var requests = requests(factor * runEffect(spread));
            Arrays.sort(requests);
            for (int place = 0; place < values.length; place++) {
                int found = Arrays.binarySearch(requests, values[place]);
                shares[place][run] =
                        place + 1 == values.length ? 1 : (float) (found < 0 ? -1 - found : found) / REQUESTS;
            }
        }
        return new RunShares(values, shares);
    }

    /** Means of the seconds of a run, of which neighbours are correlated. */
    double[] seconds(int count, double correlation) {
        var seconds = new double[count];
        double state = random.nextGaussian();
        for (int second = 0; second < count; second++) {
            seconds[second] = TYPICAL_NS * (1 + 0.1 * state);
            state = correlation * state + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
        }
        return seconds;
    }

    private double[] effects(int runs) {
        return IntStream.range(0, runs).mapToDouble(run -> runEffect(0.1)).toArray();
    }

    private double[] noisy(double[] effects, double factor) {
        return Arrays.stream(effects)
                .map(effect -> TYPICAL_NS * factor * effect * runEffect(0.1))
                .toArray();
    }

    private double[][] sortedRuns(int runs, double factor, double spread) {
        return IntStream.range(0, runs)
                .mapToObj(run -> Arrays.stream(requests(factor * runEffect(spread)))
                        .sorted()
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double[] at(double[][] runs, int rank) {
        return Arrays.stream(runs).mapToDouble(run -> run[rank]).toArray();
    }

    /** Three binomial standard errors: a rate over that many studies that is farther off is not the one stated. */
    static double tolerance(double rate, int studies) {
        return 3 * Math.sqrt(rate * (1 - rate) / studies);
    }
}
