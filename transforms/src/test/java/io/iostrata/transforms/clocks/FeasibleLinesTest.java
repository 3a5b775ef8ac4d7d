package io.iostrata.transforms.clocks;

import static io.iostrata.transforms.clocks.Bounds.Side.AT_LEAST;
import static io.iostrata.transforms.clocks.Bounds.Side.AT_MOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.transforms.clocks.Bounds.Bound;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeasibleLinesTest {

    private static FeasibleLines lines(Bound... bounds) {
        return FeasibleLines.of(new Bounds(List.of(bounds))).orElseThrow();
    }

    @Test
    void oneBoundOnEitherSideLeavesAllThatIsBetween() {
        var lines = lines(new Bound(1000, 40, AT_LEAST), new Bound(1000, 60, AT_MOST));

        assertThat(lines.least(1000)).isEqualTo(40);
        assertThat(lines.offset(1000)).isEqualTo(50);
        assertThat(lines.most(1000)).isEqualTo(60);
    }

    @Test
    void theIntervalWidensAwayFromTheEvidence() {
        var lines = lines(new Bound(1_000_000, 40, AT_LEAST), new Bound(1_000_000, 60, AT_MOST));

        assertThat(lines.least(2_000_000)).isEqualTo(40 - 1000);
        assertThat(lines.most(2_000_000)).isEqualTo(60 + 1000);
    }

    @Test
    void boundsOfDifferentTimesNarrowEachOther() {
        var lines = lines(
                new Bound(0, 0, AT_LEAST),
                new Bound(0, 10, AT_MOST),
                new Bound(1_000_000, 0, AT_LEAST),
                new Bound(1_000_000, 10, AT_MOST),
                new Bound(500_000, 4, AT_LEAST),
                new Bound(500_000, 6, AT_MOST));

        assertThat(lines.narrowest()).isBetween(499_000L, 501_000L);
        assertThat(lines.most(500_000) - lines.least(500_000)).isEqualTo(2);
        assertThat(lines.least(0)).isZero();
        assertThat(lines.leastSlope()).isBetween(-1.001e-5, -0.999e-5);
        assertThat(lines.mostSlope()).isBetween(0.999e-5, 1.001e-5);
    }

    @Test
    void noLineKeepsBoundsThatContradict() {
        var bounds = new Bounds(List.of(new Bound(1000, 61, AT_LEAST), new Bound(1000, 60, AT_MOST)));

        assertThat(FeasibleLines.of(bounds)).isEmpty();
    }

    @Test
    void boundsOnOneSideAloneSayNothing() {
        assertThat(FeasibleLines.of(new Bounds(List.of(new Bound(1000, 61, AT_LEAST)))))
                .isEmpty();
    }

    /** The corners of the polygon, found by trying every two bounds. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void theIntervalIsThatOfEveryLineThatKeepsTheBounds(long seed) {
        var bounds = random(seed);
        var lines = FeasibleLines.of(new Bounds(bounds)).orElseThrow();

        for (long at = -1_000_000_000; at <= 2_000_000_000; at += 250_000_000) {
            double[] range = tried(bounds, at);
            assertThat((double) lines.least(at)).isBetween(range[0] - 1.01, range[0] + 0.01);
            assertThat((double) lines.most(at)).isBetween(range[1] - 0.01, range[1] + 1.01);
            assertThat(lines.offset(at)).isBetween(lines.least(at), lines.most(at));
        }
    }

    private static List<Bound> random(long seed) {
        var random = new Random(seed);
        double drift = random.nextDouble(-5e-4, 5e-4);
        var bounds = new ArrayList<Bound>();
        for (int i = 0; i < 30; i++) {
            long reading = random.nextLong(1_000_000_000);
            long truth = 7_000_000 + Math.round(drift * reading);
            bounds.add(new Bound(reading, truth - 1 - random.nextInt(50_000), AT_LEAST));
            bounds.add(new Bound(reading, truth + 1 + random.nextInt(90_000), AT_MOST));
        }
        return bounds;
    }

    private static double[] tried(List<Bound> bounds, long at) {
        double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (var one : bounds) {
            for (var other : bounds) {
                double run = other.reading() - one.reading();
                double slope = run == 0 ? FeasibleLines.STEEPEST : (other.offset() - one.offset()) / run;
                for (double each : new double[] {slope, FeasibleLines.STEEPEST, -FeasibleLines.STEEPEST}) {
                    if (Math.abs(each) <= FeasibleLines.STEEPEST && keeps(bounds, one, each)) {
                        double height = one.offset() + each * (at - one.reading());
                        range[0] = Math.min(range[0], height);
                        range[1] = Math.max(range[1], height);
                    }
                }
            }
        }
        return range;
    }

    private static boolean keeps(List<Bound> bounds, Bound through, double slope) {
        return bounds.stream().allMatch(bound -> {
            double height = through.offset() + slope * (bound.reading() - through.reading());
            double over = height - bound.offset();
            return bound.side() == AT_LEAST ? over >= -1e-6 : over <= 1e-6;
        });
    }
}
