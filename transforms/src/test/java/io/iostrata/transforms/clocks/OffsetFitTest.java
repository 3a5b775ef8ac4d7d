package io.iostrata.transforms.clocks;

import static io.iostrata.transforms.clocks.Bounds.Side.AT_LEAST;
import static io.iostrata.transforms.clocks.Bounds.Side.AT_MOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.transforms.clocks.Bounds.Bound;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OffsetFitTest {

    /** So many moments a ms apart, at each of which the offset is within 10 us. */
    private static Stream<Bound> around(long offset, long from, int moments) {
        return LongStream.range(0, moments)
                .map(i -> from + i * 1_000_000)
                .boxed()
                .flatMap(reading -> Stream.of(
                        new Bound(reading, offset - 10_000, AT_LEAST), new Bound(reading, offset + 10_000, AT_MOST)));
    }

    private static Bounds bounds(List<Stream<Bound>> parts) {
        return new Bounds(parts.stream().flatMap(part -> part).toList());
    }

    @Test
    void aClockThatWasSetHasAStretchBeforeAndOneAfter() {
        var set = bounds(List.of(around(0, 0, 50), around(3_000_000, 50_000_000, 50)));

        assertThat(OffsetFit.steady(set)).isEmpty();
        var fit = OffsetFit.stepping(set).orElseThrow();
        assertThat(fit.stretches()).hasSize(2);
        assertThat(fit.stretches().get(1).from()).isEqualTo(50_000_000);
        assertThat(fit.at(25_000_000).lines().offset(25_000_000)).isBetween(-10_000L, 10_000L);
        assertThat(fit.at(75_000_000).lines().offset(75_000_000)).isBetween(2_990_000L, 3_010_000L);
    }

    @Test
    void aSteadyClockHasNoStep() {
        var fit = OffsetFit.stepping(bounds(List.of(around(5, 0, 100)))).orElseThrow();

        assertThat(fit.stretches()).hasSize(1);
    }

    @Test
    void aFewMomentsThatDisagreeAreNoStretchOfTheirOwn() {
        var odd = bounds(List.of(around(0, 0, 50), around(3_000_000, 50_000_000, 3), around(0, 53_000_000, 50)));

        assertThat(OffsetFit.stepping(odd)).isEmpty();
    }

    @Test
    void aClockThatIsSetAllTheTimeIsNoClock() {
        var parts = LongStream.range(0, 20)
                .mapToObj(i -> around(i * 3_000_000, i * 50_000_000, 50))
                .toList();

        assertThat(OffsetFit.stepping(bounds(parts))).isEmpty();
    }
}
