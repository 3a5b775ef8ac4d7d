package io.iostrata.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.iostrata.transforms.Percentiles.EqualRuns;
import io.iostrata.transforms.Percentiles.Percentile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

final class PercentilesTest {
    @Test
    void nearestRankIsAValueOfTheList() {
        long[] ten = {10, 20, 30, 40, 50, 60, 70, 80, 90, 100};
        assertThat(Percentiles.exact(ten, 10, Percentile.P50)).isEqualTo(50);
        assertThat(Percentiles.exact(ten, 10, Percentile.P90)).isEqualTo(90);
        assertThat(Percentiles.exact(ten, 10, Percentile.P99)).isEqualTo(100);
        assertThat(Percentiles.exact(ten, 1, Percentile.P999)).isEqualTo(10);
        assertThat(Percentiles.exact(ten, 3, Percentile.P50)).isEqualTo(20);
    }

    @Test
    void ranksAreExactForAnyCount() {
        for (long count : new long[] {1, 999, 1000, 1001, 9_232_379_236_109_517L, Long.MAX_VALUE - 1, Long.MAX_VALUE}) {
            for (var percentile : Percentile.values()) {
                var exact = BigDecimal.valueOf(count)
                        .multiply(BigDecimal.valueOf(percentile.share()))
                        .setScale(0, RoundingMode.CEILING);
                assertThat(percentile.rank(count))
                        .as("%s of %d", percentile, count)
                        .isEqualTo(exact.longValueExact());
                assertThat(SharedSpark.session()
                                .range(1)
                                .select(percentile.rank(functions.lit(count)))
                                .head()
                                .getLong(0))
                        .isEqualTo(exact.longValueExact());
            }
        }
    }

    @Test
    void sampleIsTheSameInWhateverOrderItsValuesCome() {
        var upwards =
                filled(new LatencySample(), LongStream.rangeClosed(1, 5000).map(i -> i * i * i));
        var downwards = filled(
                new LatencySample(),
                LongStream.rangeClosed(1, 5000).map(i -> 5001 - i).map(i -> i * i * i));
        for (int cell = 0; cell < upwards.size(); cell++) {
            assertThat(downwards.get(cell)).isEqualTo(upwards.get(cell));
        }
    }

    @Test
    void momentsAreExact() {
        var row = filled(new LatencySample(), LongStream.of(2, 4, 4, 4, 5, 5, 7, 9));
        assertThat(row.getLong(0)).isEqualTo(8);
        assertThat(row.getDouble(1)).isEqualTo(5.0);
        assertThat(row.getDouble(2)).isEqualTo(Math.sqrt(32.0 / 7));
        assertThat(row.get(9)).isEqualTo(new BigDecimal(40));
        assertThat(row.getBoolean(10)).isTrue();
    }

    @Test
    void aLargeOffsetDoesNotSpoilTheDeviation() {
        long far = 1_795_343_298_049_001_164L;
        var row = filled(new LatencySample(), LongStream.of(far, far + 1, far + 2));
        assertThat(row.getDouble(2)).isEqualTo(1.0);
        assertThat(row.get(9))
                .isEqualTo(
                        BigDecimal.valueOf(far).multiply(BigDecimal.valueOf(3)).add(BigDecimal.valueOf(3)));
    }

    @Test
    void theLargestLongIsADurationLikeAnother() {
        var row = filled(new LatencySample(), LongStream.of(0, Long.MAX_VALUE, Long.MAX_VALUE));
        assertThat(row.getLong(8)).isEqualTo(Long.MAX_VALUE);
        assertThat(row.getLong(4)).isEqualTo(Long.MAX_VALUE);
        assertThat(row.get(9)).isEqualTo(BigDecimal.valueOf(Long.MAX_VALUE).multiply(BigDecimal.valueOf(2)));
    }

    @Test
    void beyondTheLimitPercentilesAreOfTheHistogram() {
        var row = filled(
                new LatencySample(1000), LongStream.rangeClosed(1, 100_000).map(i -> i * 1000));
        assertThat(row.getBoolean(10)).isFalse();
        assertThat(row.getLong(0)).isEqualTo(100_000);
        assertThat((double) row.getLong(4)).isCloseTo(50_000_000, within(50_000.0));
        assertThat((double) row.getLong(6)).isCloseTo(99_000_000, within(99_000.0));
        assertThat(row.getLong(8)).isEqualTo(100_000_000);
        assertThat(row.get(9)).isEqualTo(new BigDecimal("5000050000000"));
    }

    @Test
    void oneValueHasNoDeviation() {
        assertThat(filled(new LatencySample(), LongStream.of(7)).isNullAt(2)).isTrue();
    }

    @Test
    void runsWeighTheSameHoweverManyRequestsTheyMade() {
        var busy = latencies(LongStream.range(0, 9_000).map(i -> 100));
        var idle = latencies(LongStream.of(200, 300));
        var wanted = List.of(Percentile.P50, Percentile.P90);
        var merged = new EqualRuns();
        merged.add(idle);
        assertThat(merged.values(wanted)).isEqualTo(Map.of(Percentile.P50, 200L, Percentile.P90, 300L));
        merged.add(busy);
        assertThat(merged.values(wanted)).isEqualTo(Map.of(Percentile.P50, 100L, Percentile.P90, 300L));
        assertThat(merged.middles()).containsExactly(100, 200, 300);
    }

    private static BucketCounts latencies(LongStream values) {
        var histogram = Histograms.empty();
        values.forEach(histogram::recordValue);
        return BucketCounts.of(List.of(Histograms.encode(histogram)));
    }

    private static Row filled(LatencySample sample, LongStream values) {
        values.forEach(sample::add);
        return sample.row();
    }
}
