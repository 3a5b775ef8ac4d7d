package io.iostrata.ingest.split;

/**
 * How large splits are: the same on every machine, since what is in which file follows from it.
 *
 * @param splitBytes a file of more is cut
 * @param marginBytes how far a split looks beyond its borders for rows of its time
 */
public record SplitSize(long splitBytes, int marginBytes) {
    private static final String PROPERTY = "iostrata.split-bytes";
    private static final long USUAL = 256 << 20;
    private static final int LARGEST_MARGIN = 4 << 20;

    /** 256 MiB, unless a test says otherwise. */
    public static SplitSize configured() {
        return of(Long.getLong(PROPERTY, USUAL));
    }

    public static SplitSize of(long splitBytes) {
        if (splitBytes < 1) {
            throw new IllegalArgumentException("Invalid split size: " + splitBytes + " (at least 1)");
        }
        return new SplitSize(splitBytes, (int) Math.min(LARGEST_MARGIN, splitBytes / 4));
    }
}
