package io.iostrata.transforms.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.transforms.statistics.Resampling.Estimate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResamplingTest {
    /** Of 1,999 draws each end takes more than one with forty runs at 99 %; at 99.9 % less than one. */
    @ParameterizedTest
    @CsvSource({"0.95, true", "0.99, true", "0.999, false", "0.9999, false"})
    void thereIsNoIntervalBeyondWhatTheDrawsTell(double confidence, boolean isThere) {
        var simulated = new SimulatedRuns(1);
        assertThat(Resampling.ofMean(simulated.means(40, 1, 0.1), confidence).isPresent())
                .isEqualTo(isThere);
        assertThat(Resampling.ofQuantile(simulated.shares(40, 1, 0.1), 0.9, confidence)
                        .isPresent())
                .isEqualTo(isThere);
    }

    @Test
    void anIntervalBesideItsFigureGoesNoWayToThatSide() {
        var exact = new Estimate(100, new Interval(100, 100));
        var rounded = new Estimate(100, new Interval(103, 107));
        assertThat(Resampling.difference(exact, rounded)).isEqualTo(new Interval(0, 7));
        assertThat(Resampling.difference(rounded, exact)).isEqualTo(new Interval(-7, 0));
    }
}
