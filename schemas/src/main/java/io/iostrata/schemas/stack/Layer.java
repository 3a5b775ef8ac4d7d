package io.iostrata.schemas.stack;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * One layer of the stack.
 *
 * @param position order, outermost first
 * @param machine guest or host: where its events are recorded; null where anywhere
 * @param pageName what reports call it
 * @param ownName what reports call its own time; null where it has none
 * @param disks whose passages its events bound
 * @param inside the layer that its passages lie inside of; null for the outermost, and outside of requests
 * @param alternatives in order of preference
 */
public record Layer(
        String name,
        int position,
        Role role,
        String machine,
        String pageName,
        String ownName,
        Disks disks,
        String inside,
        List<Alternative> alternatives)
        implements Serializable {

    /** What the layer is to the sum. */
    public enum Role {
        /** Part of the sum: its own time is its cumulative less the next inner one's. */
        SUM,
        /** What the sum is held against. */
        BASELINE,
        /** Spans and statistics, outside the sum. */
        DETAIL
    }

    /** Whose passages the layer's events bound. */
    public enum Disks {
        /** The measured disk's. */
        MEASURED,
        /** Those of every disk: they name none. */
        ALL
    }

    public Layer {
        alternatives = List.copyOf(alternatives);
    }

    public Optional<String> whereRecorded() {
        return Optional.ofNullable(machine);
    }

    public Optional<String> outer() {
        return Optional.ofNullable(inside);
    }

    public Optional<String> nameOfOwnTime() {
        return Optional.ofNullable(ownName);
    }
}
