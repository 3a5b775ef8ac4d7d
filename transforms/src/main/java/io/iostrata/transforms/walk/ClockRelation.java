package io.iostrata.transforms.walk;

import io.iostrata.transforms.clocks.OffsetFit;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A clock held against the run's reference: when, on the reference, a reading of it was.
 *
 * @param legs from the clock to the reference, each to the clock of the next; none for the reference itself
 */
public record ClockRelation(List<OffsetFit> legs) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The reference itself. */
    public static final ClockRelation SAME = new ClockRelation(List.of());

    public ClockRelation {
        legs = List.copyOf(legs);
    }

    /** The way over a clock that has a relation already. */
    static ClockRelation of(OffsetFit first, ClockRelation rest) {
        var legs = new ArrayList<OffsetFit>();
        legs.add(first);
        legs.addAll(rest.legs);
        return new ClockRelation(legs);
    }

    /** The time on the reference, ns, in the middle of what the evidence allows. */
    public long at(long ns) {
        long time = ns;
        for (var leg : legs) {
            time -= leg.at(time).lines().offset(time);
        }
        return time;
    }

    /** The earliest that the evidence allows. */
    public long earliest(long ns) {
        long time = ns;
        for (var leg : legs) {
            time -= leg.at(time).lines().most(time);
        }
        return time;
    }

    /** The latest that the evidence allows. */
    public long latest(long ns) {
        long time = ns;
        for (var leg : legs) {
            time -= leg.at(time).lines().least(time);
        }
        return time;
    }

    long width(long ns) {
        return latest(ns) - earliest(ns);
    }
}
