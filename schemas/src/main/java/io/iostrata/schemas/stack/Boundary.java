package io.iostrata.schemas.stack;

import java.io.Serializable;
import java.util.List;

/**
 * One event a request passes in its chain; the stage it closes is named for it.
 *
 * @param phases submit, io, completion or notify: the first that no earlier boundary of the request closed
 */
public record Boundary(EventMatch match, List<String> phases, Presence presence) implements Serializable {
    /** Whether every request passes it. */
    public enum Presence {
        REQUIRED,
        OPTIONAL
    }

    public Boundary {
        phases = List.copyOf(phases);
    }
}
