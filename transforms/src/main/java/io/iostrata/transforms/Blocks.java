package io.iostrata.transforms;

import java.io.Serializable;
import java.util.Map;

/**
 * Runs that belong together, made in one round, on one host, on one day; what differs between blocks is not held against
 * the configurations.
 *
 * @param key what the blocks are told apart by; empty if runs are not paired
 * @param byRun the block of each run that has one
 */
public record Blocks(String key, Map<String, String> byRun) implements Serializable {
    /** Runs are independent. */
    public static final Blocks NONE = new Blocks("", Map.of());

    public Blocks {
        byRun = Map.copyOf(byRun);
    }

    /** True if runs are paired at all; then only those that have a block are compared. */
    public boolean areAsked() {
        return !key.isEmpty();
    }
}
