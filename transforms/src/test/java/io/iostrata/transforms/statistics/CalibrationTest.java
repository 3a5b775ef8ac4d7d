package io.iostrata.transforms.statistics;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static double rate(BooleanSupplier study) {
        return (double) IntStream.range(0, STUDIES)
                        .filter(ignored -> study.getAsBoolean())
                        .count()
                / STUDIES;
    }
}
