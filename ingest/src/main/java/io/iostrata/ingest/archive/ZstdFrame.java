package io.iostrata.ingest.archive;

import io.iostrata.ingest.bytes.SingleByte;
import java.io.IOException;
import java.io.InputStream;

/**
 * The stored bytes of one zstd frame (RFC 8878), a block at a time: so a decompressor gives all blocks before a damaged
 * one, and what follows the frame stays unread.
 *
 * <pre>
 * frame = magic:4 descriptor [window] [dictionary] [size] block* [checksum:4]
 * block = header:3 bytes          header = last:1 type:2 size:21; type 1 is one byte, repeated
 * </pre>
 */
final class ZstdFrame extends InputStream {
    private static final int[] DICTIONARY_BYTES = {0, 1, 2, 4};
    private static final int[] SIZE_BYTES = {0, 2, 4, 8};
    private static final int REPEATED = 1;

    private final LookAhead in;
    private Part next = Part.HEADER;
    private boolean hasChecksum;
    private long left;

    /** What comes after the bytes that are left. */
    private enum Part {
        HEADER,
        BLOCK,
        CHECKSUM,
        END
    }

    ZstdFrame(LookAhead in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        return SingleByte.of(this);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        while (left == 0 && next != Part.END) {
            left = begin(next);
        }
        int read = left == 0 ? -1 : in.read(into, from, (int) Math.min(length, left));
        left -= Math.max(0, read);
        return read;
    }

    @Override
    public void close() {
        // The frames behind it are still to be read.
    }

    private long begin(Part part) {
        return switch (part) {
            case HEADER -> header();
            case BLOCK -> block();
            case CHECKSUM -> ended(4);
            case END -> 0;
        };
    }

    private long header() {
        byte[] head = in.peek(5);
        if (head.length < 5) {
            return ended(head.length);
        }
        int descriptor = LittleEndian.u8(head, 4);
        boolean isSingle = (descriptor & 0x20) != 0;
        hasChecksum = (descriptor & 4) != 0;
        next = Part.BLOCK;
        int sizeBytes = isSingle && descriptor >>> 6 == 0 ? 1 : SIZE_BYTES[descriptor >>> 6];
        return 5L + (isSingle ? 0 : 1) + DICTIONARY_BYTES[descriptor & 3] + sizeBytes;
    }

    private long block() {
        byte[] head = in.peek(3);
        if (head.length < 3) {
            return ended(head.length);
        }
        int header = LittleEndian.u16(head, 0) | LittleEndian.u8(head, 2) << 16;
        if ((header & 1) != 0) {
            next = hasChecksum ? Part.CHECKSUM : Part.END;
        }
        return 3L + ((header >>> 1 & 3) == REPEATED ? 1 : header >>> 3);
    }

    private long ended(int bytes) {
        next = Part.END;
        return bytes;
    }
}
