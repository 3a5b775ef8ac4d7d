package io.iostrata.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BucketCountsTest {
    @Test
    void ofNothingThereIsNothing() {
        assertThat(BucketCounts.of(List.of()).total()).isZero();
        assertThat(BucketCounts.of(List.of(encoded())).size()).isZero();
    }

    @Test
    void whatMembersHaveInOneBucketAddsUp() {
        var both = BucketCounts.of(List.of(encoded(5, 9, 9), encoded(), encoded(1, 9, 12)));
        assertThat(byMiddle(both)).isEqualTo(Map.of(1L, 1L, 5L, 1L, 9L, 3L, 12L, 1L));
        assertThat(both.total()).isEqualTo(6);
    }

    /** The oracle adds arrays of counts. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void membersTogetherAreTheSumOfTheirHistograms(long seed) {
        var random = new SplittableRandom(seed);
        var expected = Histograms.empty();
        var members = new ArrayList<byte[]>();
        for (int member = 0; member < 4; member++) {
            var values = random.longs(random.nextInt(3000), 0, 1L << random.nextInt(10, 50))
                    .toArray();
            Arrays.stream(values).forEach(expected::recordValue);
            members.add(encoded(values));
        }
        var found = BucketCounts.of(members);
        assertThat(byMiddle(found)).isEqualTo(byMiddle(expected));
        assertThat(found.total()).isEqualTo(expected.getTotalCount());
    }

    @Test
    void moreThanALongCanTellIsRefused() {
        var most = Histograms.empty();
        most.recordValueWithCount(5, Long.MAX_VALUE);
        assertThatThrownBy(() -> BucketCounts.of(List.of(Histograms.encode(most), encoded(1))))
                .hasMessage("Invalid histogram: more than 9223372036854775807 values together with others");
    }

    private static Map<Long, Long> byMiddle(BucketCounts latencies) {
        var counts = new TreeMap<Long, Long>();
        IntStream.range(0, latencies.size())
                .forEach(place -> counts.put(latencies.middleNs(place), latencies.count(place)));
        return counts;
    }

    private static Map<Long, Long> byMiddle(Histogram histogram) {
        var counts = new TreeMap<Long, Long>();
        histogram
                .recordedValues()
                .forEach(bucket -> counts.put(
                        histogram.medianEquivalentValue(bucket.getValueIteratedTo()),
                        bucket.getCountAtValueIteratedTo()));
        return counts;
    }

    private static byte[] encoded(long... values) {
        var histogram = Histograms.empty();
        Arrays.stream(values).forEach(histogram::recordValue);
        return Histograms.encode(histogram);
    }
}
