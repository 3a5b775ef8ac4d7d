package io.iostrata.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.iostrata.transforms.Percentiles.Percentile;
import io.iostrata.transforms.statistics.Resampling;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RunFiguresTest {
    private static final double CONFIDENCE = 0.95;

    @Test
    void thePercentileOfABlockIsThatOfItsRunsTogether() {
        var blocks = new Blocks("date", Map.of("a", "monday", "b", "monday", "c", "tuesday"));
        var runs = List.of(run("a", 100, 100, 100, 100), run("b", 900, 900, 900, 900), run("c", 500));
        var p90 = new RunFigures(runs, blocks, CONFIDENCE)
                .percentiles(List.of(Percentile.P90))
                .get(0);
        assertThat(p90.byBlock()).isEqualTo(Map.of("monday", 900.0, "tuesday", 500.0));
        assertThat(p90.byRun()).isEqualTo(Map.of("a", 100.0, "b", 900.0, "c", 500.0));
        assertThat(p90.resampled()).isEmpty();
    }

    @Test
    void aMeanOfABlockIsThatOfItsRuns() {
        var blocks = new Blocks("date", Map.of("a", "monday", "b", "monday"));
        var mean = new RunFigures(List.of(run("a", 100), run("b", 900, 900)), blocks, CONFIDENCE)
                .mean()
                .orElseThrow();
        assertThat(mean.byBlock()).isEqualTo(Map.of("monday", 500.0));
    }

    @Test
    void figuresOfManyRunsHaveAnIntervalThatIsTheSameEveryTime() {
        var runs = runs(Resampling.FEWEST_RUNS);
        var figures = new RunFigures(runs, Blocks.NONE, CONFIDENCE);
        var p50 = figures.percentiles(List.of(Percentile.P50)).get(0);
        var interval = p50.resampled().orElseThrow();
        assertThat(interval.lo()).isLessThan(p50.valueNs()).isGreaterThan(1000);
        assertThat(interval.hi()).isGreaterThan(p50.valueNs()).isLessThan(1000 + 10 * Resampling.FEWEST_RUNS);
        assertThat(figures.percentiles(List.of(Percentile.P50)).get(0).resampled())
                .contains(interval);
        assertThat(figures.mean().orElseThrow().resampled()).isPresent();
    }

    @Test
    void whatRunsScatterInsideIsAShareOfWhatTheyScatter() {
        var mean = new RunFigures(List.of(run("a", 1000), run("b", 1300)), Blocks.NONE, CONFIDENCE)
                .mean()
                .orElseThrow();
        assertThat(mean.within().orElseThrow()).isCloseTo(0.01 / (Math.log(1.3) * Math.log(1.3) / 2), within(1e-9));
    }

    @Test
    void figuresOfFewRunsHaveNone() {
        var figures = new RunFigures(runs(Resampling.FEWEST_RUNS - 1), Blocks.NONE, CONFIDENCE);
        assertThat(figures.mean().orElseThrow().resampled()).isEmpty();
        assertThat(figures.percentiles(List.of(Percentile.P99)).get(0).resampled())
                .isEmpty();
    }

    @Test
    void atAConfidenceThatTheDrawsDoNotReachThereIsNone() {
        var figures = new RunFigures(runs(Resampling.FEWEST_RUNS), Blocks.NONE, 0.999);
        assertThat(figures.mean().orElseThrow().resampled()).isEmpty();
        assertThat(figures.percentiles(List.of(Percentile.P50)).get(0).resampled())
                .isEmpty();
    }

    /** A run that logged nothing, and one without a histogram, are in no percentile. */
    @Test
    void runsWithoutRequestsAreInNoPercentile() {
        var runs = Stream.concat(
                        runs(Resampling.FEWEST_RUNS).stream(),
                        Stream.of(
                                run("empty"),
                                new MergedRun("none", OptionalDouble.of(1), OptionalDouble.empty(), List.of())))
                .toList();
        var p50 = new RunFigures(runs, Blocks.NONE, CONFIDENCE).percentiles(List.of(Percentile.P50));
        assertThat(p50)
                .isEqualTo(new RunFigures(runs(Resampling.FEWEST_RUNS), Blocks.NONE, CONFIDENCE)
                        .percentiles(List.of(Percentile.P50)));
    }

    private static List<MergedRun> runs(int count) {
        return IntStream.range(0, count)
                .mapToObj(run -> run("r" + (100 + run), 1000 + 10L * run))
                .toList();
    }

    private static MergedRun run(String id, long... values) {
        var histogram = Histograms.empty();
        LongStream.of(values).forEach(histogram::recordValue);
        return new MergedRun(
                id, LongStream.of(values).average(), OptionalDouble.of(0.01), List.of(Histograms.encode(histogram)));
    }
}
