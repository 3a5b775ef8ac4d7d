package io.iostrata.transforms.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.transforms.statistics.Resampling.Estimate;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether intervals and tests hold what they say: the rate over studies of simulated runs whose truth is known. */
final class CalibrationTest {
    private static final int STUDIES = 4000;
    private static final double CONFIDENCE = 0.95;
    private static final int FEWER_STUDIES = 600;
    private static final double NINTH_DECILE = 0.9;
    private static final double LEVEL = 1 - CONFIDENCE;
    private static final Offset<Double> BY_CHANCE = Offset.offset(SimulatedRuns.tolerance(CONFIDENCE, STUDIES));

    private final SimulatedRuns simulated = new SimulatedRuns(7);

    @ParameterizedTest
    @CsvSource({
        "5, 5, 0.1, 0.1, 1.0",
        "5, 5, 0.1, 0.1, 1.06",
        "5, 5, 0.05, 0.2, 1.0",
        "5, 12, 0.1, 0.1, 0.5",
        "5, 12, 0.2, 0.1, 2.0",
        "10, 10, 0.3, 0.3, 1.2",
        "40, 40, 0.1, 0.1, 1.06"
    })
    void intervalsOfMeansCoverTheTrueDifference(
            int baselineRuns, int candidateRuns, double baselineSpread, double candidateSpread, double ratio) {
        double truth =
                SimulatedRuns.expectedMean(ratio, candidateSpread) - SimulatedRuns.expectedMean(1, baselineSpread);
        double rate = rate(() -> {
            var baseline = simulated.means(baselineRuns, 1, baselineSpread);
            var candidate = simulated.means(candidateRuns, ratio, candidateSpread);
            return RunTests.welch(new Sides(baseline, candidate), Scale.LOG)
                    .difference(Moments.mean(baseline), Moments.mean(candidate), CONFIDENCE)
                    .holds(truth);
        });
        assertThat(rate).isCloseTo(CONFIDENCE, BY_CHANCE);
    }

    @ParameterizedTest
    @CsvSource({"5, 5, 0.1", "5, 20, 0.3", "10, 10, 0.02"})
    void intervalsOfATailCoverItsTrueRatio(int baselineRuns, int candidateRuns, double spread) {
        double rate = rate(() -> RunTests.welch(
                        new Sides(
                                simulated.slowest(baselineRuns, 1, spread),
                                simulated.slowest(candidateRuns, 1.3, spread)),
                        Scale.LOG)
                .interval(CONFIDENCE)
                .holds(Math.log(1.3)));
        assertThat(rate).isCloseTo(CONFIDENCE, BY_CHANCE);
    }

    @Test
    void pairedIntervalsCoverWhereWhatBlocksHaveInCommonIsLarge() {
        double truth = SimulatedRuns.expectedMean(1.1, 0.05) - SimulatedRuns.expectedMean(1, 0.05);
        double common = Math.exp(0.3 * 0.3 / 2);
        double rate = rate(() -> {
            var blocks = simulated.blocks(6, 1.1, 0.05);
            return RunTests.paired(blocks, Scale.LOG).interval(CONFIDENCE).holds(Math.log(1.1));
        });
        double rateOfDifference = rate(() -> {
            var blocks = simulated.blocks(12, 1.1, 0.05);
            return RunTests.paired(blocks, Scale.LOG)
                    .difference(Moments.mean(blocks.baseline()), Moments.mean(blocks.candidate()), CONFIDENCE)
                    .holds(truth * common);
        });
        assertThat(rate).isCloseTo(CONFIDENCE, BY_CHANCE);
        assertThat(rateOfDifference).isCloseTo(CONFIDENCE, BY_CHANCE);
    }

    @Test
    void ownTimesAreComparedAsTheyAreAndMayBeNegative() {
        double covering = rate(() -> RunTests.welch(
                        new Sides(simulated.normals(5, -200, 1000), simulated.normals(7, 300, 2000)), Scale.LINEAR)
                .interval(CONFIDENCE)
                .holds(500));
        assertThat(covering).isCloseTo(CONFIDENCE, BY_CHANCE);
    }

    @ParameterizedTest
    @CsvSource({"2", "3", "5", "20"})
    void runsOfOneConfigurationAreCalledDifferentNoMoreOftenThanStated(int runs) {
        double rate = rate(
                () -> RunTests.welch(new Sides(simulated.means(runs, 1, 0.1), simulated.means(runs, 1, 0.1)), Scale.LOG)
                                .pValue()
                        < LEVEL);
        assertThat(rate).isLessThan(LEVEL + BY_CHANCE.value);
    }

    @Test
    void requestsAsTheSampleWouldCallTheSameConfigurationDifferent() {
        double rate = rate(() -> RunTests.welch(
                                new Sides(
                                        simulated.requests(simulated.runEffect(0.1)),
                                        simulated.requests(simulated.runEffect(0.1))),
                                Scale.LOG)
                        .pValue()
                < LEVEL);
        assertThat(rate).isGreaterThan(0.2);
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0.06", "0.1, 0.06", "0.02, 0.05"})
    void theRunsNeededFindTheDifferenceAsOftenAsAskedFor(double spread, double size) {
        var planned =
                RunTests.welch(new Sides(simulated.means(400, 1, spread), simulated.means(400, 1, spread)), Scale.LOG);
        int needed = (int) RunsNeeded.of(planned, Math.log1p(size), new RunsNeeded.Demand(LEVEL, 0.8))
                .orElseThrow();
        double rate = rate(() -> RunTests.welch(
                                new Sides(
                                        simulated.means(needed, 1, spread), simulated.means(needed, 1 + size, spread)),
                                Scale.LOG)
                        .pValue()
                < LEVEL);
        assertThat(rate).isBetween(0.8 - SimulatedRuns.tolerance(0.8, STUDIES), 0.9);
    }

    @ParameterizedTest
    @CsvSource({"1.0", "2.0"})
    void aWholeReportHoldsNoFalseDifferenceMoreOftenThanStated(double factorOfTotal) {
        double rate = rate(() -> {
            var p = simulated.report(6, factorOfTotal).stream()
                    .map(family -> Arrays.stream(family)
                            .mapToDouble(
                                    sides -> RunTests.welch(sides, Scale.LOG).pValue())
                            .toArray())
                    .toList();
            var adjusted = Holm.adjustFamilies(p);
            int firstTrueNull = factorOfTotal > 1 ? 1 : 0;
            return IntStream.range(firstTrueNull, adjusted.size())
                    .anyMatch(family -> Arrays.stream(adjusted.get(family)).anyMatch(each -> each < LEVEL));
        });
        assertThat(rate).isLessThan(LEVEL + BY_CHANCE.value);
    }

    @Test
    void bandsHoldForAllDecilesAtOnce() {
        double rate = rate(() -> {
            var deciles = simulated.deciles(6, 1.2, 0.1);
            double each = Bands.each(CONFIDENCE, deciles.size());
            return deciles.stream()
                    .allMatch(sides ->
                            RunTests.welch(sides, Scale.LOG).interval(each).holds(Math.log(1.2)));
        });
        assertThat(rate).isGreaterThan(CONFIDENCE - BY_CHANCE.value);
    }

    /** What the requests of all runs together take at their slowest tenth; a run's own says less of it the more runs differ. */
    @ParameterizedTest
    @CsvSource({"20, 0.1", "20, 0.3", "40, 0.3"})
    void resampledIntervalsCoverAPercentileOfRunsTogether(int runs, double spread) {
        double truth = SimulatedRuns.expectedQuantile(1.2, spread, NINTH_DECILE)
                - SimulatedRuns.expectedQuantile(1, spread, NINTH_DECILE);
        double rate = rate(
                () -> {
                    var baseline = estimate(simulated.shares(runs, 1, spread));
                    var candidate = estimate(simulated.shares(runs, 1.2, spread));
                    return Resampling.difference(baseline, candidate).holds(truth);
                },
                FEWER_STUDIES);
        assertThat(rate).isBetween(0.92, 0.98);
    }

    private static Estimate estimate(RunShares runs) {
        var once = new int[runs.count()];
        Arrays.fill(once, 1);
        var interval = Resampling.ofQuantiles(runs, new double[] {NINTH_DECILE}, CONFIDENCE)
                .get(0);
        return new Estimate(runs.value(runs.place(once, NINTH_DECILE, 0)), interval);
    }

    /** Where seconds hang together, requests as the sample would know the mean five times as well as it is. */
    @ParameterizedTest
    @CsvSource({"0.0, 60", "0.6, 60", "0.6, 300", "0.8, 300"})
    void blocksOfTimeTellHowWellARunsMeanIsKnown(double correlation, int seconds) {
        var means = new double[STUDIES];
        double told = 0;
        for (int study = 0; study < STUDIES; study++) {
            var sums = simulated.seconds(seconds, correlation);
            means[study] = Moments.mean(sums);
            var counts = new double[seconds];
            Arrays.fill(counts, 1);
            told += TimeBlocks.relativeVariance(sums, counts).orElseThrow() / STUDIES;
        }
        double truth = Moments.variance(means) / Math.pow(Moments.mean(means), 2);
        assertThat(told / truth).isBetween(0.75, 1.2);
    }

    @ParameterizedTest
    @CsvSource({"20, 0.1", "40, 0.3"})
    void resampledIntervalsCoverAMean(int runs, double spread) {
        double truth = SimulatedRuns.expectedMean(1, spread);
        double rate = rate(
                () -> Resampling.ofMean(simulated.means(runs, 1, spread), CONFIDENCE)
                        .orElseThrow()
                        .holds(truth),
                FEWER_STUDIES);
        assertThat(rate).isBetween(0.92, 0.98);
    }

    private static double rate(BooleanSupplier study) {
        return rate(study, STUDIES);
    }

    private static double rate(BooleanSupplier study, int studies) {
        return (double) IntStream.range(0, studies)
                        .filter(ignored -> study.getAsBoolean())
                        .count()
                / studies;
    }
}
