package io.iostrata.transforms.walk;

/** The first and the last stamp of a source, as far as a walk has come. */
final class Extent {
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    void reach(long stamp) {
        first = Math.min(first, stamp);
        last = Math.max(last, stamp);
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }
}
