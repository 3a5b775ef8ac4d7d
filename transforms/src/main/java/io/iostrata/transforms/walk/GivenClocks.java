package io.iostrata.transforms.walk;

import io.iostrata.schemas.config.GivenOffset;
import io.iostrata.transforms.clocks.Bounds;
import io.iostrata.transforms.clocks.Bounds.Bound;
import io.iostrata.transforms.clocks.Bounds.Side;
import io.iostrata.transforms.clocks.OffsetFit;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a run's manifest says of its clocks, as bounds on their offsets. */
record GivenClocks(List<GivenOffset> offsets) {
    /** Times so far apart that an offset which always holds leaves no drift to speak of, ns. */
    private static final long APART_NS = 1L << 52;

    GivenClocks {
        offsets = List.copyOf(offsets);
    }

    /** Bounds on the offset of one clock from another; none where nothing is given of the two. */
    Bounds between(String clock, String other) {
        return new Bounds(offsets.stream()
                .flatMap(each -> {
                    if (each.clock().equals(clock) && each.reference().equals(other)) {
                        return bounds(each, each.offsetNs(), each.offsetNs());
                    }
                    return each.clock().equals(other) && each.reference().equals(clock)
                            ? bounds(each, -each.offsetNs(), 0)
                            : Stream.empty();
                })
                .toList());
    }

    /** {@code later} is the clock's reading at a time of the given reference less that time. */
    private static Stream<Bound> bounds(GivenOffset given, long offsetNs, long later) {
        var moments = given.moment().isPresent()
                ? Stream.of(given.moment().getAsLong() + later)
                : Stream.of(-APART_NS, APART_NS);
        return moments.flatMap(reading -> Stream.of(
                new Bound(reading, offsetNs - given.errorNs(), Side.AT_LEAST),
                new Bound(reading, offsetNs + given.errorNs(), Side.AT_MOST)));
    }

    /** True where a fit leaves room for each of the bounds at its moment. */
    static boolean agree(Bounds bounds, OffsetFit fit) {
        return bounds.bounds().stream().allMatch(bound -> {
            var lines = fit.at(bound.reading()).lines();
            return bound.side() == Side.AT_LEAST
                    ? lines.most(bound.reading()) >= bound.offset()
                    : lines.least(bound.reading()) <= bound.offset();
        });
    }

    /** Those of which one clock is of no file of the run. */
    List<GivenOffset> unused(Set<String> clocks) {
        return offsets.stream()
                .filter(each -> !clocks.contains(each.clock()) || !clocks.contains(each.reference()))
                .toList();
    }
}
