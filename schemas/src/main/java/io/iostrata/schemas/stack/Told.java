package io.iostrata.schemas.stack;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What an event says of a passage.
 *
 * @param column of the instrument's table
 * @param moment which event says it
 * @param meanwhile the events of {@link Moment#MEANWHILE}, with the key of the passage; else empty
 * @param argument a column of the events table or an entry of its args
 * @param mask of a number
 * @param names value (decimal or text) to what it is called; a value without a name stands for itself
 */
public record Told(
        String column, Moment moment, List<EventMatch> meanwhile, String argument, long mask, Map<String, String> names)
        implements Serializable {

    /** When a passage is told of. */
    public enum Moment {
        BEGIN,
        MEANWHILE,
        END
    }

    public Told {
        meanwhile = List.copyOf(meanwhile);
        names = Map.copyOf(names);
    }
}
