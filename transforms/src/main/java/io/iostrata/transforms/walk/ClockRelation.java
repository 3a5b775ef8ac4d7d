package io.iostrata.transforms.walk;

import java.io.Serializable;

/** A clock held against the run's reference: when, on the reference, a reading of it was. */
public record ClockRelation() implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The reference itself. */
    public static final ClockRelation SAME = new ClockRelation();

    /** The time on the reference, ns, that the evidence makes likeliest. */
    public long at(long ns) {
        return ns;
    }

    /** The earliest that the evidence allows. */
    public long earliest(long ns) {
        return ns;
    }

    /** The latest that the evidence allows. */
    public long latest(long ns) {
        return ns;
    }
}
