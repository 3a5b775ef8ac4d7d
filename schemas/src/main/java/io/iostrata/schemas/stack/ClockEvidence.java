package io.iostrata.schemas.stack;

import java.io.Serializable;
import java.util.List;

/**
 * Events that tie a clock of ticks to one in ns: the k-th {@code at} lies between the k-th {@code lower} and the k-th
 * {@code upper}.
 *
 * @param at on the clock of ticks
 * @param lower not after it, on the clock in ns; at most one
 * @param upper not before it; at most one
 */
public record ClockEvidence(Signal at, List<Signal> lower, List<Signal> upper) implements Serializable {
    public ClockEvidence {
        lower = List.copyOf(lower);
        upper = List.copyOf(upper);
    }
}
