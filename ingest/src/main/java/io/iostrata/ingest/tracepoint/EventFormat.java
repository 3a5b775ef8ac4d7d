package io.iostrata.ingest.tracepoint;

import java.util.List;
import java.util.Optional;

/**
 * A kernel event's description: {@code events/<system>/<name>/format}, in a trace.dat or perf.data file as well.
 *
 * @param id the number that records begin with; holds for one boot of one kernel
 * @param print what follows {@code print fmt:}; empty where there is none
 */
public record EventFormat(String system, String name, int id, List<EventField> fields, String print) {
    private static final String COMMON = "common_";

    public EventFormat {
        fields = List.copyOf(fields);
    }

    public Optional<EventField> field(String fieldName) {
        return fields.stream().filter(field -> field.name().equals(fieldName)).findFirst();
    }

    /** The event's own fields. */
    public List<EventField> ownFields() {
        return fields.stream().filter(field -> !field.name().startsWith(COMMON)).toList();
    }

    /** Bytes a record has at least: all fields but dynamic arrays' contents. */
    public int minimumSize() {
        return fields.stream().mapToInt(EventField::end).max().orElse(0);
    }
}
