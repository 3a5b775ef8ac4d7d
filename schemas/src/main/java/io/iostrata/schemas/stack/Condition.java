package io.iostrata.schemas.stack;

import java.io.Serializable;

/**
 * What an argument of an event must hold: {@code argument & mask = value}.
 *
 * @param argument a column of the events table or an entry of its args
 * @param value a literal (decimal, 0x hex, or text) or the name of a run value ({@code $vdev})
 */
public record Condition(String argument, long mask, String value, Absence absence) implements Serializable {
    /** Compares the whole argument. */
    public static final long NO_MASK = -1;

    /** What becomes of an event that lacks the argument. */
    public enum Absence {
        FAILS,
        PASSES
    }

    public boolean isRunValue() {
        return value.startsWith("$");
    }
}
