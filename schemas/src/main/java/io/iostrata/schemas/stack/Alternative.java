package io.iostrata.schemas.stack;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One pair of events that bounds a layer.
 *
 * @param begin any of them opens a span
 * @param end any of them, with the key of the begin, closes it
 * @param operations how the begin tells the operation; at most one
 * @param fallbacks what begins a passage where no begin comes, the first that an event matches
 */
public record Alternative(
        List<EventMatch> begin, List<EventMatch> end, List<Operation> operations, List<Fallback> fallbacks)
        implements Serializable {
    public Alternative {
        begin = List.copyOf(begin);
        end = List.copyOf(end);
        operations = List.copyOf(operations);
        fallbacks = List.copyOf(fallbacks);
    }

    /** {@code begin -> end}, the events of each joined by {@code |}. */
    public String label() {
        return names(begin) + " -> " + names(end);
    }

    private static String names(List<EventMatch> matches) {
        return matches.stream().flatMap(match -> match.events().stream()).collect(Collectors.joining("|"));
    }
}
