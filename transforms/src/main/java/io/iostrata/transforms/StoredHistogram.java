package io.iostrata.transforms;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A histogram of the tables, read bucket by bucket: no array of counts is made, and bytes from elsewhere cost at most half a
 * megabyte before they are refused.
 *
 * <pre>
 * encoded := u32 0x1c849314, u32 length, deflated(u32 0x1c849313, u32 payload length, u32 index offset = 0, u32 digits = 3,
 *            i64 unit = 1, i64 highest trackable value, f64 ratio = 1, payload)
 * payload := zigzag LEB128 of at most 9 bytes each: a count of the next bucket, or minus how many next buckets are empty
 * </pre>
 *
 * HdrHistogram 2.2.2, {@code AbstractHistogram.encodeIntoCompressedByteBuffer}, V2.
 */
public final class StoredHistogram {
    private static final int PREFIX = 2 * Integer.BYTES;
    private static final int HEADER = 40;
    private static final int DIGITS_AT = 12;
    private static final int UNIT_AT = 16;
    private static final int RATIO_AT = 32;

    private final byte[] payload;
    private final long count;

    private StoredHistogram(byte[] payload) {
        this.payload = payload;
        count = new StoredBuckets(payload).left();
    }

    /** Reads what {@code histogram} columns hold; anything else is an {@link IllegalArgumentException} that says why. */
    public static StoredHistogram of(byte[] encoded) {
        if (encoded.length < PREFIX) {
            throw StoredBuckets.invalid("%d bytes, expected %d or more", encoded.length, PREFIX);
        }
        var prefix = ByteBuffer.wrap(encoded);
        requireCookie(prefix.getInt(), Histograms.COMPRESSED);
        int length = prefix.getInt();
        if (length < 0 || length > prefix.remaining()) {
            throw StoredBuckets.invalid("compressed length %d, %d bytes left", length, prefix.remaining());
        }
        var inflater = new Inflater();
        try {
            inflater.setInput(encoded, PREFIX, length);
            return new StoredHistogram(inflated(inflater, payloadLength(inflated(inflater, HEADER))));
        } finally {
            inflater.end();
        }
    }

    private static byte[] inflated(Inflater inflater, int length) {
        var bytes = new byte[length];
        try {
            int got = 0;
            while (got < length) {
                int more = inflater.inflate(bytes, got, length - got);
                if (more == 0) {
                    throw StoredBuckets.invalid("ends after %d bytes of %d", got, length);
                }
                got += more;
            }
        } catch (DataFormatException e) {
            throw StoredBuckets.invalid("not deflated: %s", e.getMessage());
        }
        return bytes;
    }

    private static int payloadLength(byte[] bytes) {
        var header = ByteBuffer.wrap(bytes);
        requireCookie(header.getInt(), Histograms.UNCOMPRESSED);
        int length = header.getInt();
        int offset = header.getInt();
        if (length < 0 || length > StoredBuckets.MOST_BYTES) {
            throw StoredBuckets.invalid("payload of %d bytes, expected 0 to %d", length, StoredBuckets.MOST_BYTES);
        }
        if (offset != 0 || header.getDouble(RATIO_AT) != 1 || header.getLong(UNIT_AT) != 1) {
            throw StoredBuckets.invalid(
                    "index offset %d, unit %d, ratio %s, expected 0, 1 and 1.0",
                    offset, header.getLong(UNIT_AT), header.getDouble(RATIO_AT));
        }
        if (header.getInt(DIGITS_AT) != Histograms.SIGNIFICANT_DIGITS) {
            throw StoredBuckets.invalid("%d significant digits, expected 3", header.getInt(DIGITS_AT));
        }
        return length;
    }

    private static void requireCookie(int found, int expected) {
        if (found != expected) {
            throw StoredBuckets.invalid(
                    "begins with 0x%08x, expected 0x%08x (HdrHistogram V2 compressed)", found, expected);
        }
    }

    /** Those that hold anything, from the lowest up. */
    public StoredBuckets buckets() {
        return new StoredBuckets(payload);
    }

    /** How many values it holds. */
    public long count() {
        return count;
    }

    /** How many there are with so many others; more than a long can tell are refused. */
    long countWith(long others) {
        if (count > Long.MAX_VALUE - others) {
            throw StoredBuckets.invalid("more than %d values together with others", Long.MAX_VALUE);
        }
        return others + count;
    }

    /**
     * The middle of the bucket that holds value number ⌈share · count⌉, at least the first: nearest rank, as {@link
     * Percentiles}. Empty where there are no values.
     *
     * @param share 0 to 1, taken as the decimal number it prints as
     */
    public OptionalLong percentile(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("Invalid percentile: " + share + " (0 to 1; 0.999 is the 99.9th)");
        }
        long rank = BigDecimal.valueOf(share)
                .multiply(BigDecimal.valueOf(count))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
        var buckets = buckets();
        return buckets.reach(Math.max(1, rank)) ? OptionalLong.of(buckets.middleNs()) : OptionalLong.empty();
    }

    /** How many values are in buckets whose middle is from the one bound up to, and not with, the other. */
    public long countBetween(long loNs, long hiNs) {
        long sum = 0;
        var buckets = buckets();
        while (buckets.next()) {
            sum += buckets.middleNs() >= loNs && buckets.middleNs() < hiNs ? buckets.count() : 0;
        }
        return sum;
    }

    /** The mean of the buckets' middles; empty where there are no values. */
    public OptionalDouble mean() {
        double sum = 0;
        var buckets = buckets();
        while (buckets.next()) {
            sum += (double) buckets.middleNs() * buckets.count();
        }
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
    }
}
