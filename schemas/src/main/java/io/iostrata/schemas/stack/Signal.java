package io.iostrata.schemas.stack;

import java.io.Serializable;
import java.util.List;

/**
 * A signal that events show: a doorbell, an interrupt line.
 *
 * @param on the events that raise it; their key identifies the line
 * @param until the events that lower it, with the key of {@code on}; empty where each event of {@code on} is a signal.
 *     Otherwise a second {@code on} before an {@code until} counts for nothing
 * @param values the run values that the key's arguments are values of, in its order; empty where they are none
 */
public record Signal(EventMatch on, List<EventMatch> until, List<String> values) implements Serializable {
    public Signal {
        until = List.copyOf(until);
        values = List.copyOf(values);
    }
}
