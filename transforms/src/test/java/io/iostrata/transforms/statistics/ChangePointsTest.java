package io.iostrata.transforms.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.transforms.statistics.ChangePoints.Change;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ChangePointsTest {
    private static final int HISTORIES = 600;

    @Test
    void findsEachLastingChangeWhereItIs() {
        var simulated = new SimulatedRuns(3);
        var series = Stream.of(
                        simulated.normals(20, 100, 1), simulated.normals(15, 110, 1), simulated.normals(25, 104, 1))
                .flatMapToDouble(DoubleStream::of)
                .toArray();
        assertThat(ChangePoints.of(series, 0.05, 1)).extracting(Change::place).containsExactly(20, 35);
        assertThat(ChangePoints.of(series, 0.05, 1)).isEqualTo(ChangePoints.of(series, 0.05, 1));
    }

    @Test
    void oneOddRunIsNoChange() {
        var series = new SimulatedRuns(4).normals(30, 100, 1);
        series[12] = 160;
        assertThat(ChangePoints.of(series, 0.05, 1)).isEmpty();
    }

    @Test
    void fewerThanTwoSegmentsHaveNoChange() {
        assertThat(ChangePoints.of(new double[] {1, 1, 1, 1, 9, 9, 9, 9, 9}, 0.05, 1))
                .isEmpty();
    }

    /** Their sums are not exact: a split of what rounding leaves would be as good as any. */
    @Test
    void valuesThatAreAllEqualHaveNoChange() {
        for (double value : new double[] {100_000.1, 0.1, 1e9 / 3}) {
            var series = new double[24];
            Arrays.fill(series, value);
            var splits = new EnergySplits(series);
            assertThat(splits.areAllEqual()).isTrue();
            assertThat(splits.best(splits.ranks(), ChangePoints.SHORTEST_SEGMENT)
                            .energy())
                    .isZero();
            assertThat(IntStream.range(0, 100).mapToObj(seed -> ChangePoints.of(series, 0.05, seed)))
                    .allMatch(List::isEmpty);
        }
    }

    @Test
    void aHistoryWithoutChangeIsSaidToHaveOneNoMoreOftenThanStated() {
        var simulated = new SimulatedRuns(5);
        long changed = IntStream.range(0, HISTORIES)
                .filter(history -> !ChangePoints.of(simulated.means(24, 1, 0.1), 0.05, history)
                        .isEmpty())
                .count();
        assertThat((double) changed / HISTORIES).isBetween(0.01, 0.05 + SimulatedRuns.tolerance(0.05, HISTORIES));
    }
}
