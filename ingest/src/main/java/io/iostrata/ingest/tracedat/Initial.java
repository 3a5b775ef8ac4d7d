package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.Head;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The first bytes of a file:
 *
 * <pre>
 * initial := 17 08 44 "tracing" version NUL u8 big endian u8 long size u32 page size
 *            [ version 7: compressor NUL compressor version NUL u64 offset of options ]
 * </pre>
 *
 * @param compressor of sections and chunks: {@code zstd}, {@code zlib}, {@code none}
 * @param optionsOffset of the first options section; 0 where the writer never wrote it
 * @param end where the initial format ends
 */
record Initial(
        int version, ByteOrder order, int longSize, int pageSize, String compressor, long optionsOffset, long end) {
    private static final byte[] MAGIC = {0x17, 0x08, 0x44, 't', 'r', 'a', 'c', 'i', 'n', 'g'};
    private static final int LONGEST = 64;
    private static final int LARGEST_PAGE = 1 << 20;

    /** True for a file of versions 6 and 7; perf.data embeds others. */
    static boolean recognises(Head head) {
        byte[] bytes = head.bytes();
        int end = MAGIC.length;
        return bytes.length > end + 1
                && Arrays.equals(bytes, 0, end, MAGIC, 0, end)
                && (bytes[end] == '6' || bytes[end] == '7')
                && bytes[end + 1] == 0;
    }

    static Initial read(ByteCursor in) throws IOException {
        in.bytes(MAGIC.length, MAGIC.length, "magic");
        int version = in.u8("version") - '0';
        in.u8("end of version");
        var order = in.u8("byte order") == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        in.order(order);
        int longSize = in.u8("long size");
        long pageSize = in.u32("page size");
        if (longSize != 4 && longSize != 8) {
            throw in.malformed(in.offset() - 5, "longs of %d bytes, expected 4 or 8", longSize);
        }
        if (pageSize < 64 || pageSize > LARGEST_PAGE) {
            throw in.malformed(in.offset() - 4, "pages of %d bytes, expected 64 to %d", pageSize, LARGEST_PAGE);
        }
        if (version == 6) {
            return new Initial(6, order, longSize, (int) pageSize, "none", 0, in.offset());
        }
        var compressor = text(in, LONGEST, "compressor");
        text(in, LONGEST, "compressor version");
        long options = in.u64("offset of options");
        return new Initial(7, order, longSize, (int) pageSize, compressor, options, in.offset());
    }

    /** A text that ends in a NUL. */
    static String text(ByteCursor in, int longest, String what) throws IOException {
        int have = in.buffered(longest + 1);
        for (int i = 0; i < have; i++) {
            if (in.buffer()[in.position() + i] == 0) {
                var text = new String(in.buffer(), in.position(), i, StandardCharsets.ISO_8859_1);
                in.advance(i + 1);
                return text;
            }
        }
        throw in.malformed(in.offset(), "%s without an end in %d bytes, expected a NUL", what, have);
    }
}
