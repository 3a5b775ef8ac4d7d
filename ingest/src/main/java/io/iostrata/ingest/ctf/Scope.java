package io.iostrata.ingest.ctf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Integers that were declared so far, by path, for lengths and tags that refer to them. */
final class Scope {
    static final String PACKET_HEADER = "trace.packet.header";
    static final String PACKET_CONTEXT = "stream.packet.context";
    static final String EVENT_HEADER = "stream.event.header";
    static final String STREAM_CONTEXT = "stream.event.context";
    static final String EVENT_CONTEXT = "event.context";
    static final String FIELDS = "event.fields";

    private static final List<String> ROOTS =
            List.of(FIELDS, EVENT_CONTEXT, STREAM_CONTEXT, EVENT_HEADER, PACKET_CONTEXT, PACKET_HEADER);

    private final Optional<Scope> outer;
    private final Map<String, Known> known = new HashMap<>();

    /** A declared integer; of an enumeration, its labels. */
    record Known(IntegerReader reader, Labels labels) {}

    private Scope(Optional<Scope> outer) {
        this.outer = outer;
    }

    static Scope outermost() {
        return new Scope(Optional.empty());
    }

    /** A scope that also sees what this one will have. */
    Scope inner() {
        return new Scope(Optional.of(this));
    }

    void add(String path, Known integer) {
        known.put(path, integer);
    }

    /** The integer at exactly that path. */
    Optional<Known> at(String path) {
        var here = known.get(path);
        return here == null && outer.isPresent() ? outer.get().at(path) : Optional.ofNullable(here);
    }

    /** The integer that a field at {@code path} means by {@code reference}: in its own struct or one around it, or anywhere. */
    Optional<Known> find(String path, String reference) {
        for (int end = path.lastIndexOf('.'); end >= 0; end = path.lastIndexOf('.', end - 1)) {
            var near = at(path.substring(0, end + 1) + reference);
            if (near.isPresent()) {
                return near;
            }
        }
        return at(reference).or(() -> ROOTS.stream()
                .flatMap(root -> at(root + "." + reference).stream())
                .findFirst());
    }
}
