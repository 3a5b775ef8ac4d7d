package io.iostrata.transforms;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** Latency histograms as the tables keep them: HdrHistogram, ns, three significant digits, V2 compressed. */
final class Histograms {
    private static final long TRACKABLE_NS = 10_000_000_000_000L;
    private static final int SIGNIFICANT_DIGITS = 3;

    private Histograms() {}

    static Histogram empty() {
        var histogram = new Histogram(1, TRACKABLE_NS, SIGNIFICANT_DIGITS);
        histogram.setAutoResize(true);
        return histogram;
    }

    static byte[] encode(Histogram histogram) {
        var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Arrays.copyOf(buffer.array(), length);
    }

    static Histogram decode(byte[] encoded) {
        try {
            return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(encoded), TRACKABLE_NS);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("Invalid histogram: " + e.getMessage() + " (V2 compressed)", e);
        }
    }
}
