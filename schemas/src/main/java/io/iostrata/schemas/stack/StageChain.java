package io.iostrata.schemas.stack;

import java.io.Serializable;
import java.util.List;

/**
 * The boundaries one request passes inside a layer, at queue depth 1.
 *
 * @param submit events that tell the chain: the one a run holds most of is used
 * @param begin opens the request
 * @param boundaries in order; the last one closes the request
 */
public record StageChain(String name, List<String> submit, EventMatch begin, List<Boundary> boundaries)
        implements Serializable {
    public StageChain {
        submit = List.copyOf(submit);
        boundaries = List.copyOf(boundaries);
    }

    public Boundary last() {
        return boundaries.get(boundaries.size() - 1);
    }
}
