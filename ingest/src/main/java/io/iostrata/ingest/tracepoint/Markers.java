package io.iostrata.ingest.tracepoint;

import io.iostrata.ingest.format.EventBatch;

/** What programs wrote to {@code trace_marker}, where that is more than a text. */
@FunctionalInterface
public interface Markers {
    /** Markers are their text. */
    Markers TEXTS = (batch, seq, bytes, from, to) -> false;

    /** Begins a row where the text tells of an event, and fills in what it says; false, and nothing begun, otherwise. */
    boolean begin(EventBatch batch, long seq, byte[] bytes, int from, int to);
}
