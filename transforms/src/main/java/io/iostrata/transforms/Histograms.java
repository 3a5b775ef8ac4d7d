package io.iostrata.transforms;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;

/**
 * Latency histograms as the tables keep them: HdrHistogram, ns, three significant digits, V2 compressed. Equal counts have
 * equal bytes, however they came together.
 */
final class Histograms {
    static final int SIGNIFICANT_DIGITS = 3;
    /** First word of the compressed form: what HdrHistogram writes for V2. */
    static final int COMPRESSED = 0x1c84_9304 | 0x10;
    /** First word of what is compressed. */
    static final int UNCOMPRESSED = 0x1c84_9303 | 0x10;

    private static final long TRACKABLE_NS = 10_000_000_000_000L;
    /** An array of counts with room for {@link #TRACKABLE_NS} has room up to here. */
    private static final long COVERED_NS = (1L << 44) - 1;

    private static final int TRACKABLE_AT = 24;

    private Histograms() {}

    /** Grows with the values. */
    static Histogram empty() {
        return new Histogram(SIGNIFICANT_DIGITS);
    }

    static byte[] encode(Histogram histogram) {
        var plain = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoByteBuffer(plain);
        boolean isCovered = histogram.getMaxValue() <= COVERED_NS;
        plain.putLong(TRACKABLE_AT, isCovered ? TRACKABLE_NS : histogram.getHighestTrackableValue());
        return compressed(plain.array(), length);
    }

    private static byte[] compressed(byte[] plain, int length) {
        var deflater = new Deflater();
        try {
            deflater.setInput(plain, 0, length);
            deflater.finish();
            // Deflate adds at most five bytes a block and a header to what it cannot make smaller.
            var packed = new byte[length + length / 1000 + 64];
            int size = deflater.deflate(packed);
            var encoded = ByteBuffer.allocate(2 * Integer.BYTES + size);
            return encoded.putInt(COMPRESSED).putInt(size).put(packed, 0, size).array();
        } finally {
            deflater.end();
        }
    }
}
