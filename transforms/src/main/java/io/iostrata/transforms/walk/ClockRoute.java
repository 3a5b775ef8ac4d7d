package io.iostrata.transforms.walk;

import io.iostrata.transforms.clocks.OffsetFit;
import io.iostrata.transforms.clocks.OffsetFit.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * A way from a clock to the reference.
 *
 * @param legs from clock to clock; none for the reference itself
 */
record ClockRoute(String clock, ClockRelation relation, List<Leg> legs) {
    private static final double PPM = 1e6;

    /**
     * One clock held against another.
     *
     * @param method what it rests on
     */
    record Leg(OffsetFit fit, String other, String method, long bounds) {}

    static ClockRoute reference(String clock) {
        return new ClockRoute(clock, ClockRelation.SAME, List.of());
    }

    ClockRoute from(String another, Leg leg) {
        var all = new ArrayList<Leg>();
        all.add(leg);
        all.addAll(legs);
        return new ClockRoute(another, ClockRelation.of(leg.fit, relation), all);
    }

    /** The interval where the first leg is narrowest, ns: of several stretches the widest of these. */
    long width() {
        return legs.isEmpty()
                ? 0
                : legs.get(0).fit.stretches().stream()
                        .mapToLong(stretch -> relation.width(stretch.lines().narrowest()))
                        .max()
                        .orElse(0);
    }

    /** Rows of the table of clocks, one a stretch of the first leg. */
    List<Found.Clock> rows(String reference, double nsPerTick) {
        if (legs.isEmpty()) {
            var none = new Found.Offset(0, 0, 0, 0);
            var still = new Found.Drift(0, 0, 0);
            return List.of(new Found.Clock(
                    clock, reference, nsPerTick, Found.Stretch.ALL, List.of(none), List.of(still), "same clock", 0));
        }
        var stretches = legs.get(0).fit.stretches();
        var rows = new ArrayList<Found.Clock>();
        for (int i = 0; i < stretches.size(); i++) {
            long end =
                    i + 1 < stretches.size() ? relation.at(stretches.get(i + 1).from()) : Long.MAX_VALUE;
            rows.add(row(reference, nsPerTick, stretches.get(i), end));
        }
        return rows;
    }

    private Found.Clock row(String reference, double nsPerTick, Stretch stretch, long end) {
        long from = stretch.from() == Long.MIN_VALUE ? Long.MIN_VALUE : relation.at(stretch.from());
        long reading = stretch.lines().narrowest();
        var offset = new Found.Offset(
                relation.at(reading),
                reading - relation.at(reading),
                reading - relation.latest(reading),
                reading - relation.earliest(reading));
        return new Found.Clock(
                clock,
                reference,
                nsPerTick,
                new Found.Stretch(from, end),
                List.of(offset),
                List.of(drift(reading)),
                method(),
                stretch.bounds() + legs.stream().skip(1).mapToLong(Leg::bounds).sum());
    }

    private Found.Drift drift(long reading) {
        return new Found.Drift(
                drift(reading, stretch -> stretch.lines().slope()),
                drift(reading, stretch -> stretch.lines().leastSlope()),
                drift(reading, stretch -> stretch.lines().mostSlope()));
    }

    /** Change of the offset with the reference, from its change with the reading of each clock on the way. */
    private double drift(long reading, ToDoubleFunction<Stretch> slope) {
        double passed = 1;
        long time = reading;
        for (var leg : legs) {
            var stretch = leg.fit.at(time);
            passed *= 1 - slope.applyAsDouble(stretch);
            time -= stretch.lines().offset(time);
        }
        return PPM * (1 / passed - 1);
    }

    private String method() {
        return legs.stream().map(leg -> leg.method + " with " + leg.other).collect(Collectors.joining(", "));
    }
}
