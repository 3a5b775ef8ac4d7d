package io.iostrata.transforms;

/**
 * Classes of sizes, the same in every run: a size of at most three significant bits is a class of its own, those between
 * two of these are one. So the sizes that are usual are exact, and there are no more than eight classes a power of two.
 */
final class SizeClasses {
    private static final int KEPT_BITS = 3;

    private SizeClasses() {}

    /** Smallest size of the class of a size, which is not negative. */
    static long min(long bytes) {
        long below = below(bytes);
        return below == bytes ? bytes : below + 1;
    }

    /** Largest size of the class of a size. */
    static long max(long bytes) {
        return below(bytes) == bytes ? bytes : bytes | ((1L << droppedBits(bytes)) - 1);
    }

    /** The largest size of three significant bits that is not above. */
    private static long below(long bytes) {
        return bytes >> droppedBits(bytes) << droppedBits(bytes);
    }

    private static int droppedBits(long bytes) {
        return Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(bytes) - KEPT_BITS);
    }
}
