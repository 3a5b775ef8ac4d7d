package io.iostrata.ingest.tracedat;

import java.nio.ByteOrder;

/**
 * How a ring buffer's page begins: u64 time, commit, data.
 *
 * @param longSize of the kernel: size of the commit field, bytes
 * @param data where the events begin, bytes
 */
record PageLayout(ByteOrder order, int longSize, int data) {
    static PageLayout of(ByteOrder order, int longSize) {
        return new PageLayout(order, longSize, 8 + longSize);
    }
}
