package io.iostrata.ingest.perfdata;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.Head;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a file begins (tools/perf/util/header.h):
 *
 * <pre>
 * header  := "PERFILE2" u64 104, u64 size of an attr, section attrs, section data, section event types, u64[4] features
 *          | "PERFILE2" u64 16                                        (written to a pipe: all the rest is records)
 * section := u64 offset, u64 size
 * </pre>
 *
 * @param features numbers of the features whose sections stand behind the data, rising; a table of them comes first
 */
record FileHeader(boolean isPipe, ByteOrder order, long attrSize, Section attrs, Section data, List<Integer> features) {
    static final int PIPE_SIZE = 16;
    private static final int SIZE = 104;
    private static final byte[] LITTLE = "PERFILE2".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BIG = "2ELIFREP".getBytes(StandardCharsets.US_ASCII);

    /** A stretch of the file, bytes. */
    record Section(long offset, long size) {}

    FileHeader {
        features = List.copyOf(features);
    }

    static boolean recognises(Head head) {
        byte[] bytes = head.bytes();
        return bytes.length >= PIPE_SIZE && (starts(bytes, LITTLE) || starts(bytes, BIG));
    }

    private static boolean starts(byte[] bytes, byte[] magic) {
        return Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }

    static FileHeader read(ByteCursor in) throws IOException {
        byte[] magic = in.bytes(LITTLE.length, LITTLE.length, "magic");
        if (!starts(magic, LITTLE) && !starts(magic, BIG)) {
            throw in.malformed(0, "%s, expected PERFILE2", new String(magic, StandardCharsets.ISO_8859_1));
        }
        var order = starts(magic, LITTLE) ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        in.order(order);
        long size = in.u64("size of header");
        if (size == PIPE_SIZE) {
            var none = new Section(0, 0);
            return new FileHeader(true, order, 0, none, new Section(PIPE_SIZE, 0), List.of());
        }
        if (size != SIZE) {
            throw in.malformed(8, "a header of %s bytes, expected 16 or 104", Long.toUnsignedString(size));
        }
        long attrSize = in.u64("size of an attr");
        var attrs = section(in, "attrs");
        var data = section(in, "data");
        section(in, "event types");
        return new FileHeader(false, order, attrSize, attrs, data, features(in));
    }

    static Section section(ByteCursor in, String what) throws IOException {
        return new Section(in.u64("offset of " + what), in.u64("size of " + what));
    }

    private static List<Integer> features(ByteCursor in) throws IOException {
        var features = new ArrayList<Integer>();
        for (int word = 0; word < 4; word++) {
            long bits = in.u64("features");
            for (int bit = 0; bit < Long.SIZE; bit++) {
                if ((bits >>> bit & 1) != 0) {
                    features.add(word * Long.SIZE + bit);
                }
            }
        }
        return features;
    }
}
