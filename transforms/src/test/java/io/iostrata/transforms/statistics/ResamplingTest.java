package io.iostrata.transforms.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.transforms.statistics.Resampling.Estimate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResamplingTest {
    /** Of 1,999 draws each end takes more than one with forty runs at 99 %; at 99.9 % less than one. */
    @ParameterizedTest
    @CsvSource({"0.95, true", "0.99, true", "0.999, false", "0.9999, false"})
    void thereIsNoIntervalBeyondWhatTheDrawsTell(double confidence, boolean isThere) {
        var simulated = new SimulatedRuns(1);
        assertThat(Resampling.ofMean(simulated.means(40, 1, 0.1), confidence).isPresent())
                .isEqualTo(isThere);
        assertThat(Resampling.ofQuantiles(simulated.shares(40, 1, 0.1), new double[] {0.5, 0.9}, confidence))
                .hasSize(isThere ? 2 : 0);
    }

    @Test
    void intervalsOfSeveralQuantilesAreThoseOfEachByItself() {
        var runs = new SimulatedRuns(2).shares(40, 1, 0.1);
        var both = Resampling.ofQuantiles(runs, new double[] {0.5, 0.9}, 0.95);
        assertThat(both.subList(0, 1)).isEqualTo(Resampling.ofQuantiles(runs, new double[] {0.5}, 0.95));
        assertThat(both.subList(1, 2)).isEqualTo(Resampling.ofQuantiles(runs, new double[] {0.9}, 0.95));
        assertThat(both.get(0).hi()).isLessThan(both.get(1).lo());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, 0.01, 0.5, 0.9, 0.999, 1.0})
    void aQuantileIsFoundFromWhereverOneLooks(double share) {
        var runs = new SimulatedRuns(3).shares(4, 1, 0.3);
        int[] times = {0, 2, 1, 1};
        int last = runs.shares().length - 1;
        int expected = IntStream.rangeClosed(0, last)
                .filter(place -> together(runs.shares()[place], times) >= share * 4 - 1e-5)
                .findFirst()
                .orElseThrow();
        assertThat(IntStream.rangeClosed(0, last).map(near -> runs.place(times, share, near)))
                .containsOnly(expected);
    }

    private static double together(float[] shares, int[] times) {
        return IntStream.range(0, times.length)
                .mapToDouble(run -> shares[run] * times[run])
                .sum();
    }

    @Test
    void anIntervalBesideItsFigureGoesNoWayToThatSide() {
        var exact = new Estimate(100, new Interval(100, 100));
        var rounded = new Estimate(100, new Interval(103, 107));
        assertThat(Resampling.difference(exact, rounded)).isEqualTo(new Interval(0, 7));
        assertThat(Resampling.difference(rounded, exact)).isEqualTo(new Interval(-7, 0));
    }
}
