package io.iostrata.transforms;

/** A cursor over the buckets of a {@link StoredHistogram} that hold anything, from the lowest up. */
public final class StoredBuckets {
    /** Values below {@code 2 << HALF} have buckets of their own; every power of two above has {@code 1 << HALF}. */
    private static final int HALF = 10;
    /** Buckets up to the largest long. */
    private static final int MOST_BUCKETS = (Long.SIZE - HALF) << HALF;

    private static final int MOST_BYTES_EACH = 9;
    private static final int BITS_EACH = 7;

    /** Bytes of a payload that tells of every bucket. */
    static final int MOST_BYTES = MOST_BUCKETS * MOST_BYTES_EACH;

    private final byte[] payload;
    private int at;
    private int index = -1;
    private long count;

    StoredBuckets(byte[] payload) {
        this.payload = payload;
    }

    static IllegalArgumentException invalid(String what, Object... found) {
        return new IllegalArgumentException("Invalid histogram: " + what.formatted(found));
    }

    /** Steps to the next bucket; false if there is none. */
    public boolean next() {
        return reach(1);
    }

    /** Steps on until so many more values are passed, at least one; false where there are fewer. */
    boolean reach(long values) {
        long left = values;
        while (at < payload.length) {
            step();
            left -= count;
            if (left <= 0) {
                return true;
            }
        }
        return false;
    }

    /** Values in all buckets from here on. */
    long left() {
        long sum = 0;
        while (at < payload.length) {
            step();
            sum += count;
            if (sum < 0) {
                throw invalid("more than %d values", Long.MAX_VALUE);
            }
        }
        return sum;
    }

    /** One word: a bucket that holds something, or some that are empty. Without a branch on which: that is as good as random. */
    private void step() {
        byte first = payload[at];
        long word = first < 0 ? longWord() : shortWord(first);
        long buckets = Math.max(-word, 1);
        if (buckets > MOST_BUCKETS - 1 - index || word == Long.MIN_VALUE) {
            throw invalid("more than %d buckets", MOST_BUCKETS);
        }
        index += (int) buckets;
        count = Math.max(word, 0);
    }

    /** Most counts are below 64 and take one byte. */
    private long shortWord(long bits) {
        at++;
        return (bits >>> 1) ^ -(bits & 1);
    }

    private long longWord() {
        long bits = 0;
        for (int each = 0; each < MOST_BYTES_EACH; each++) {
            if (at == payload.length) {
                throw invalid("ends within a count");
            }
            long next = payload[at++];
            boolean isLast = each == MOST_BYTES_EACH - 1 || next >= 0;
            bits |= (each == MOST_BYTES_EACH - 1 ? next : next & 0x7f) << (BITS_EACH * each);
            if (isLast) {
                break;
            }
        }
        return (bits >>> 1) ^ -(bits & 1);
    }

    /** Values in the bucket, at least one. */
    public long count() {
        return count;
    }

    /** Which bucket it is, from 0 up. */
    int index() {
        return index;
    }

    /** Smallest value of the bucket, ns. */
    public long loNs() {
        return loNs(index);
    }

    private static long loNs(int index) {
        int power = index >> HALF;
        return power == 0 ? index : ((index & ((1L << HALF) - 1)) + (1L << HALF)) << (power - 1);
    }

    /** Smallest value of the bucket after it, ns; the last one ends at the largest long. */
    public long hiNs() {
        long width = widthNs(index);
        return loNs() > Long.MAX_VALUE - width ? Long.MAX_VALUE : loNs() + width;
    }

    /** The value that stands for those of the bucket, ns. */
    public long middleNs() {
        return middleNs(index);
    }

    /** The value that stands for those of the bucket with that number, ns. */
    static long middleNs(int index) {
        return loNs(index) + widthNs(index) / 2;
    }

    private static long widthNs(int index) {
        return 1L << Math.max(0, (index >> HALF) - 1);
    }
}
