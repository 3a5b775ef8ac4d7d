package io.iostrata.ingest.simpletrace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The event ids of one log: from its mapping records (version 4) or by their order in the trace-events file. */
final class EventTypes {
    /** Ids of one log; QEMU 9 has 5,000. */
    static final int MOST = 65_536;

    private final LogVersion version;
    private final TraceEventsFile declarations;
    private final List<Optional<EventDeclaration>> numbered;
    private final Map<Long, EventType> large = new HashMap<>();
    private final List<EventType> odd = new ArrayList<>();
    private EventType[] small = filled(new EventType[64], 0);

    EventTypes(LogVersion version, TraceEventsFile declarations) {
        this.version = version;
        this.declarations = declarations;
        numbered = declarations.numbered(version);
    }

    /** The type of an id met before; {@link EventType#NONE} otherwise. Allocates nothing for small ids. */
    EventType met(long id) {
        return id >= 0 && id < small.length ? small[(int) id] : metLarge(id);
    }

    /** The type of an id that the log maps or the declarations number; {@link EventType#NONE} for others. */
    EventType find(long id) {
        var type = met(id);
        if (type == EventType.NONE && id >= 0 && id < numbered.size()) {
            var declaration = numbered.get((int) id);
            if (declaration.isPresent()) {
                return put(EventType.declared(id, declaration.get(), version));
            }
        }
        return type;
    }

    /** An id nobody knows may still be an event's, unless it is out of all proportion. */
    boolean isPlausible(long id) {
        return id >= 0 && id < MOST;
    }

    /** The type of a record that is kept raw. */
    EventType unknown(long id) {
        return put(EventType.unknown(id));
    }

    /** False where there is no trace-events file. */
    boolean areDeclared() {
        return !declarations.isEmpty();
    }

    /** Takes a mapping record; false where the log has more ids than any QEMU. */
    boolean map(long id, String name) {
        if (!isPlausible(id) && large.size() >= MOST) {
            return false;
        }
        put(declarations
                .find(name)
                .map(declaration -> EventType.declared(id, declaration, version))
                .orElseGet(() -> EventType.undeclared(id, name)));
        return true;
    }

    /** Counts a record that is kept with raw arguments. */
    void countOdd(EventType type, long offset, long length) {
        if (!type.isOdd()) {
            odd.add(type);
        }
        type.countOdd(offset, length);
    }

    /** Of each id whose records were kept with raw arguments, those; nothing of undeclared ones where nothing is declared. */
    List<OddRecords> odd() {
        return odd.stream()
                .filter(type -> type.isDeclared() || !declarations.isEmpty())
                .map(EventType::oddRecords)
                .toList();
    }

    /** Begins to count anew. */
    void forgetOdd() {
        odd.forEach(EventType::forgetOdd);
        odd.clear();
    }

    private EventType metLarge(long id) {
        return large.isEmpty() ? EventType.NONE : large.getOrDefault(id, EventType.NONE);
    }

    private EventType put(EventType type) {
        if (!isPlausible(type.id())) {
            large.put(type.id(), type);
            return type;
        }
        int id = (int) type.id();
        if (id >= small.length) {
            int before = small.length;
            small = filled(Arrays.copyOf(small, Math.max(id + 1, 2 * before)), before);
        }
        small[id] = type;
        return type;
    }

    private static EventType[] filled(EventType[] types, int from) {
        Arrays.fill(types, from, types.length, EventType.NONE);
        return types;
    }
}
