package io.iostrata.ingest.format;

import io.iostrata.ingest.bytes.ByteCursor;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Finds places where a file can be cut in parts: what begins there is a row with a stamp, and its decoder needs nothing
 * of what stands before it, except the head of the file and what a {@link Remainder} brings.
 */
@FunctionalInterface
public interface CutFinder {
    /** Bytes to look at: where they hold no such place the file is not cut there. */
    int WINDOW = 1 << 20;

    /** Offset of the first such place behind the next byte and before the cursor's end; empty where there is none. */
    OptionalLong find(ByteCursor in) throws IOException;
}
