package io.iostrata.transforms.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Expected figures are those of scipy 1.x: ttest_ind(equal_var=False), ttest_rel, with numpy logarithms. */
final class RunTestsTest {
    private static final Offset<Double> SIX_DIGITS = Offset.offset(1e-6);
    private static final Sides SIDES = new Sides(
            new double[] {27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4},
            new double[] {27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 30.0, 23.9});

    @Test
    void welchOfLogarithms() {
        var interval = RunTests.welch(SIDES, Scale.LOG).interval(0.95);
        assertThat(interval.lo()).isCloseTo(0.03922814867105774, SIX_DIGITS);
        assertThat(interval.hi()).isCloseTo(0.2166170936092242, SIX_DIGITS);
    }

    @Test
    void welchOfTheValuesThemselves() {
        var effect = RunTests.welch(SIDES, Scale.LINEAR);
        assertThat(effect.pValue()).isCloseTo(0.008452732437443423, Offset.offset(1e-5));
        assertThat(effect.degrees()).isCloseTo(27.713625968118762, Offset.offset(1e-3));
    }

    @Test
    void pairedOfLogarithms() {
        var effect = RunTests.paired(SIDES, Scale.LOG);
        assertThat(effect.pValue()).isCloseTo(0.005838779438109257, SIX_DIGITS);
        assertThat(effect.interval(0.95).lo()).isCloseTo(0.043443602715371815, SIX_DIGITS);
    }

    @Test
    void valuesWithoutALogarithmAreComparedAsTheyAre() {
        var sides = new Sides(new double[] {-1, 1, 3}, new double[] {2, 4, 6});
        assertThat(RunTests.welch(sides, Scale.LOG).scale()).isEqualTo(Scale.LINEAR);
        assertThat(RunTests.welch(sides, Scale.LOG).estimate()).isCloseTo(3, SIX_DIGITS);
    }

    @Test
    void runsThatAgreeToTheLastDigitAreNoBetterKnownThanTheirHistogram() {
        var same = RunTests.welch(new Sides(new double[] {1000, 1000}, new double[] {1000, 1000}), Scale.LOG);
        assertThat(same.pValue()).isEqualTo(1);
        assertThat(same.interval(0.95).hi()).isGreaterThan(0.0002);
        var bucket = RunTests.welch(new Sides(new double[] {1000, 1000}, new double[] {1001, 1001}), Scale.LOG);
        assertThat(bucket.pValue()).isGreaterThan(0.05);
    }

    @Test
    void theIntervalOfTheDifferenceLeavesOutZeroWhereThatOfTheRatioLeavesOutOne() {
        var effect = RunTests.welch(SIDES, Scale.LOG);
        assertThat(effect.difference(20.8, 23.6, 0.95).lo()).isPositive();
        assertThat(effect.difference(20.8, 23.6, 0.9999).holds(0)).isTrue();
    }

    @Test
    void hedgesIsTheDifferenceInStandardDeviations() {
        var sides = new Sides(new double[] {1, 2, 3, 4, 5}, new double[] {3, 4, 5, 6, 7});
        assertThat(RunTests.welch(sides, Scale.LINEAR).size())
                .isCloseTo(2 / Math.sqrt(2.5) * (1 - 3 / (4 * 8.0 - 1)), Offset.offset(1e-3));
    }
}
