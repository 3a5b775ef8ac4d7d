package io.iostrata.transforms.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.transforms.statistics.Verdict.Tested;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class VerdictTest {
    private static final double[] STEADY = {100, 101, 99, 100.5, 99.5};
    private static final double[] NOISY = {100, 130, 80, 110, 85};

    @Test
    void lessTimeIsBetter() {
        assertThat(words(STEADY, new double[] {80, 81, 79, 80.5, 79.5})).isEqualTo("better");
        assertThat(words(STEADY, new double[] {120, 121, 119, 120.5, 119.5})).isEqualTo("worse");
    }

    @Test
    void aDifferenceThatIsSureAndSmallSaysSo() {
        assertThat(words(STEADY, new double[] {103, 104, 102, 103.5, 102.5})).isEqualTo("worse, by less than 5 %");
    }

    @Test
    void anIntervalInsideTheBoundIsNoLargerDifference() {
        assertThat(words(STEADY, new double[] {100.2, 101.2, 99.2, 100.7, 99.7}))
                .isEqualTo("no difference larger than 5 %");
    }

    @Test
    void aWideIntervalAsksForRuns() {
        var verdict = verdict(NOISY, new double[] {105, 82, 128, 112, 88});
        assertThat(verdict.words()).isEqualTo("not enough runs: 236 a side would show 5 %");
        assertThat(verdict.runsNeeded()).isEqualTo(OptionalLong.of(236));
    }

    @Test
    void oneRunHasNoSpread() {
        assertThat(Verdict.tooFew(new Sides(new double[] {1}, NOISY)).words())
                .isEqualTo("not enough runs: 1 and 5, an interval needs 2 of each");
    }

    @Test
    void theRunsNeededAreThoseOfThePowerOfATTest() {
        var sides = new Sides(new double[] {0, 1, 2}, new double[] {0, 1, 2});
        var effect = RunTests.welch(sides, Scale.LINEAR);
        assertThat(RunsNeeded.of(effect, 1, new RunsNeeded.Demand(0.05, 0.8))).isEqualTo(OptionalLong.of(17));
        assertThat(RunsNeeded.of(effect, 0.5, new RunsNeeded.Demand(0.05, 0.9))).isEqualTo(OptionalLong.of(86));
        assertThat(RunsNeeded.of(effect, 1e-6, new RunsNeeded.Demand(0.05, 0.8)))
                .isEmpty();
    }

    private static String words(double[] baseline, double[] candidate) {
        return verdict(baseline, candidate).words();
    }

    private static Verdict verdict(double[] baseline, double[] candidate) {
        var sides = new Sides(baseline, candidate);
        var effect = RunTests.welch(sides, Scale.LOG);
        return Verdict.of(new Tested(effect, effect.pValue()), sides, Moments.mean(baseline), Question.USUAL);
    }
}
