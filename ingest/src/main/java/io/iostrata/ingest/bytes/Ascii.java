package io.iostrata.ingest.bytes;

/**
 * Text looked at eight bytes at a time: a word holds them first byte lowest, a mask has the highest bit of those that were
 * looked for. A mask is exact up to the first of them, which is what {@link #first} tells.
 */
public final class Ascii {
    /** Bytes in a word. */
    public static final int WORD = 8;

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH = 0x8080_8080_8080_8080L;

    private Ascii() {}

    /** The eight bytes from {@code at} on. */
    public static long word(byte[] bytes, int at) {
        return (long) ByteCursor.LONG_LE.get(bytes, at);
    }

    /** Mask of the bytes that are {@code b}. */
    public static long equal(long word, char b) {
        long other = word ^ b * ONES;
        return (other - ONES) & ~other & HIGH;
    }

    /** Mask of the bytes that are no decimal digits. */
    public static long nonDigits(long word) {
        long digits = word ^ '0' * ONES;
        return ((digits + (0x7f - 9) * ONES) | digits) & HIGH;
    }

    /** Position of the mask's first byte, 8 if there is none. */
    public static int first(long mask) {
        return Long.numberOfTrailingZeros(mask) >>> 3;
    }

    /** The number that a word's first {@code digits} bytes, 1 to 8, say in decimal. */
    public static long decimal(long word, int digits) {
        long ones = (word << (64 - 8 * digits)) & (0x0f * ONES);
        long tens = ((ones * (1 + (10 << 8))) >>> 8) & 0x00ff_00ff_00ff_00ffL;
        long hundreds = ((tens * (1 + (100 << 16))) >>> 16) & 0x0000_ffff_0000_ffffL;
        return (hundreds * (1 + (10_000L << 32))) >>> 32;
    }
}
