package io.iostrata.schemas.stack;

import java.io.Serializable;
import java.util.List;

/**
 * An event that begins a passage of which none of the begins comes before its end.
 *
 * @param operations what the passage does, where the event alone tells; at most one of read, write, flush, discard
 */
public record Fallback(EventMatch match, List<String> operations) implements Serializable {
    public Fallback {
        operations = List.copyOf(operations);
    }
}
