package io.iostrata.ingest.format;

import io.iostrata.ingest.bytes.Spool;

/**
 * A part of a file that is a stretch of time: the events of that time, wherever in the file they stand.
 *
 * @param file all of it
 * @param firstKey smallest time, ns or ticks; {@code Long.MIN_VALUE} for the first part
 * @param lastKey largest time, ns or ticks; {@code Long.MAX_VALUE} for the last part
 */
public record TimeStretch(Spool file, long firstKey, long lastKey) {

    public boolean isFirst() {
        return firstKey == Long.MIN_VALUE;
    }

    public boolean isLast() {
        return lastKey == Long.MAX_VALUE;
    }
}
