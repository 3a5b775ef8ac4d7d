package io.iostrata.schemas.stack;

import java.io.Serializable;
import java.util.List;

/**
 * What follows what, whatever clocks saw it: stations that one request passes, each not before the one ahead of it. Two
 * clocks that saw two of them are bound by it.
 *
 * @param down stations of the way in, outermost first; of each the signals that show it, in order of preference
 * @param up stations of the way out, innermost first
 */
public record Causality(List<List<Signal>> down, List<List<Signal>> up) implements Serializable {
    public Causality {
        down = down.stream().map(List::copyOf).toList();
        up = up.stream().map(List::copyOf).toList();
    }
}
