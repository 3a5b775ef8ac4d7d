package io.iostrata.ingest.tracedat;

/**
 * Bytes of memory that compressed parts of one file may still take: a few of them stored can be millions expanded.
 */
final class Expansion {
    private static final long LEAST = 32 << 20;

    private long left;

    /** For a file of {@code size} bytes: 32 MiB, and as much again as the file. */
    Expansion(long size) {
        left = LEAST + size;
    }

    /** Takes {@code bytes}; false, and nothing taken, where no more are left. */
    boolean take(long bytes) {
        boolean isThere = bytes <= left;
        left -= isThere ? bytes : 0;
        return isThere;
    }
}
