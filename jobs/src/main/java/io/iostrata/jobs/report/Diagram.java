package io.iostrata.jobs.report;

/** The diagrams of the page Virtio/Block/Latency. */
public enum Diagram {
    /** The benchmark on the host against the same one in the guest. */
    COMPARISON,
    /** The time spent in each layer. */
    BREAKDOWN,
    /** One beneath the other. */
    BOTH
}
