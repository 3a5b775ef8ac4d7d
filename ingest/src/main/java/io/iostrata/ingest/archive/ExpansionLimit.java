package io.iostrata.ingest.archive;

/**
 * How much may come out of a compressed file: {@code free} bytes whatever its size, beyond them {@code ratio} bytes for
 * each stored one.
 */
record ExpansionLimit(long free, long ratio) {
    /** 1 GiB, beyond it 2000 to one: deflate cannot expand more than 1032 times, and no trace repeats itself so. */
    static final ExpansionLimit DEFAULT = new ExpansionLimit(1L << 30, 2000);

    void check(long stored, long expanded) throws RefusedException {
        if (expanded > free && (expanded - free) / ratio > stored) {
            throw new RefusedException(
                    "%d stored bytes expand to more than %d, expected at most %d and %d for each stored byte"
                            .formatted(stored, expanded, free, ratio));
        }
    }
}
