package io.iostrata.schemas.stack;

import java.io.Serializable;
import java.util.List;

/**
 * Which events bound something.
 *
 * @param events names, of which any matches
 * @param where all of them must hold
 * @param key arguments that identify the request, in order; empty where one request is under way at a time
 */
public record EventMatch(List<String> events, List<Condition> where, List<String> key) implements Serializable {
    public EventMatch {
        events = List.copyOf(events);
        where = List.copyOf(where);
        key = List.copyOf(key);
    }
}
