package io.iostrata.ingest.format;

/**
 * Finds places where a file can be cut in parts: what begins there is a row with a stamp, and its decoder needs nothing
 * of what stands before it, except what a {@link Remainder} brings.
 */
@FunctionalInterface
public interface CutFinder {
    /** Bytes to look at: where they hold no such place the file is not cut there. */
    int WINDOW = 1 << 20;

    /** The first such place behind {@code from} in {@code bytes[from, to)}; negative where there is none. */
    int find(byte[] bytes, int from, int to);
}
