package io.iostrata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.jobs.report.PercentileCurve.Bucket;
import java.util.List;
import org.junit.jupiter.api.Test;

class PercentileCurveTest {
    @Test
    void readsThePercentilesOfTenValues() {
        var curve = PercentileCurve.read(List.of(new Bucket(1, 0.5), new Bucket(2, 0.4), new Bucket(3, 0.1)), 10);

        assertThat(curve).hasSize(21);
        assertThat(curve.get(0)).as("smallest").isEqualTo(1);
        assertThat(curve.get(6)).as("p49.9").isEqualTo(1);
        assertThat(curve.get(7)).as("p55.3").isEqualTo(2);
        assertThat(curve.get(20)).as("p90").isEqualTo(2);
    }

    @Test
    void endsAtTheLastPercentileThatStillHasAValue() {
        assertThat(PercentileCurve.read(List.of(new Bucket(1, 1)), 1)).hasSize(1);
        assertThat(PercentileCurve.read(List.of(new Bucket(1, 1)), 1000)).hasSize(61);
        assertThat(PercentileCurve.read(List.of(), 0)).isEmpty();
    }
}
