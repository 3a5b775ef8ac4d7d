package io.iostrata.transforms.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunSharesTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 419, 421, 10_000, 100_000})
    void aShareThatAllRunsMeetExactlyIsMetByThemTogether(int runs) {
        var shares =
                new RunShares(new double[] {10, 20, 30}, new float[][] {of(0.7, runs), of(0.9, runs), of(1, runs)});

        assertThat(shares.place(times(runs), 0.7, 0)).isEqualTo(0);
        assertThat(shares.place(times(runs), 0.9, 2)).isEqualTo(1);
        assertThat(shares.place(times(runs), 0.900001, 0)).isEqualTo(2);
        assertThat(shares.place(times(runs), 1, 0)).isEqualTo(2);
    }

    private static float[] of(double share, int runs) {
        var shares = new float[runs];
        Arrays.fill(shares, (float) share);
        return shares;
    }

    private static int[] times(int runs) {
        var times = new int[runs];
        Arrays.fill(times, 1);
        return times;
    }
}
