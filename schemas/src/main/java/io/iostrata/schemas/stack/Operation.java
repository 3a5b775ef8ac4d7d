package io.iostrata.schemas.stack;

import java.io.Serializable;
import java.util.Map;

/**
 * How an event tells what is done: {@code argument & mask} looked up in a table.
 *
 * @param argument an argument, or {@code event} for the event's own name
 * @param names value (decimal or text) to read, write, flush or discard
 */
public record Operation(String argument, long mask, Map<String, String> names) implements Serializable {
    /** Stands for the event's own name. */
    public static final String EVENT = "event";

    public Operation {
        names = Map.copyOf(names);
    }
}
