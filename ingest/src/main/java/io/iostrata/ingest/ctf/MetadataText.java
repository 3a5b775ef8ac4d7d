package io.iostrata.ingest.ctf;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.bytes.MalformedTraceException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a metadata file, bytes as Latin-1, plain or in packets:
 *
 * <pre>
 * packet := u32 0x75d11d57 | uuid[16] | u32 checksum | u32 content_bits | u32 packet_bits | u8 compression
 *         | u8 encryption | u8 checksum_scheme | u8 major | u8 minor | text | padding
 * </pre>
 *
 * Checksums are not checked: LTTng writes none.
 *
 * @param pieces where each packet's text begins, in the text and in the file
 */
record MetadataText(String file, String text, List<Piece> pieces) {
    static final int MAGIC = 0x75d11d57;
    static final String SIGNATURE = "/* CTF 1.8";

    /** LTTng's text of all kernel events and system calls is 2 MB. */
    private static final int LARGEST = 8 << 20;

    private static final int MOST_PACKETS = 1 << 16;
    private static final int HEADER = 37;

    /** A stretch of text that stands in the file as a whole. */
    record Piece(int textBegin, long fileOffset) {}

    static boolean recognises(byte[] head) {
        return isSigned(head, head.length)
                || (head.length >= HEADER && (magic(head, 0, true) == MAGIC || magic(head, 0, false) == MAGIC));
    }

    static MetadataText read(ByteCursor in) throws IOException {
        var text = new StringBuilder();
        var pieces = new ArrayList<Piece>();
        int have = in.buffered(SIGNATURE.length());
        if (have < 4 || isPlain(in)) {
            pieces.add(new Piece(0, in.offset()));
            while (!in.atEnd()) {
                append(in, in.limit() - in.position(), text);
            }
        } else {
            in.order(
                    magic(in.buffer(), in.position(), false) == MAGIC ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            while (!in.atEnd()) {
                readPacket(in, text, pieces);
            }
        }
        return new MetadataText(in.file(), text.toString(), List.copyOf(pieces));
    }

    /** Offset in the file of the character at {@code at}. */
    long fileOffset(int at) {
        var last = pieces.get(0);
        for (var piece : pieces) {
            last = piece.textBegin <= at ? piece : last;
        }
        return last.fileOffset + at - last.textBegin;
    }

    private static void readPacket(ByteCursor in, StringBuilder text, List<Piece> pieces) throws IOException {
        long at = in.offset();
        long magic = in.u32("magic");
        if (magic != MAGIC) {
            throw in.malformed(at, "magic 0x%x, expected 0x%x", magic, MAGIC);
        }
        in.bytes(16, 16, "uuid");
        in.u32("checksum");
        long contentBits = in.u32("content size");
        long packetBits = in.u32("packet size");
        int compression = in.u8("compression scheme");
        int encryption = in.u8("encryption scheme");
        in.u8("checksum scheme");
        in.u8("major version");
        in.u8("minor version");
        if (compression != 0 || encryption != 0) {
            throw in.malformed(
                    at, "metadata compressed or encrypted (%d, %d), expected plain", compression, encryption);
        }
        if (contentBits % 8 != 0 || packetBits % 8 != 0 || contentBits < 8 * HEADER || packetBits < contentBits) {
            throw in.malformed(
                    at, "content of %d bits in a packet of %d, expected whole bytes", contentBits, packetBits);
        }
        if (pieces.size() == MOST_PACKETS) {
            throw in.malformed(at, "one more packet of metadata, expected at most %d", MOST_PACKETS);
        }
        pieces.add(new Piece(text.length(), in.offset()));
        append(in, (int) (contentBits / 8) - HEADER, text);
        pad(in, (packetBits - contentBits) / 8);
    }

    /** Padding may be cut at the end of the file. */
    private static void pad(ByteCursor in, long bytes) throws IOException {
        long left = bytes;
        while (left > 0 && !in.atEnd()) {
            int here = (int) Math.min(left, in.limit() - in.position());
            in.advance(here);
            left -= here;
        }
    }

    private static void append(ByteCursor in, int bytes, StringBuilder text) throws IOException {
        if (bytes > LARGEST - text.length()) {
            throw in.malformed(in.offset(), "longer metadata, expected at most %d bytes of text", LARGEST);
        }
        if (in.buffered(bytes) < bytes) {
            throw in.malformed(in.offset(), "text needs %d bytes, %d left", bytes, in.buffered(bytes));
        }
        text.append(new String(in.buffer(), in.position(), bytes, StandardCharsets.ISO_8859_1));
        in.advance(bytes);
    }

    private static boolean isPlain(ByteCursor in) {
        int at = in.position();
        return magic(in.buffer(), at, false) != MAGIC && magic(in.buffer(), at, true) != MAGIC;
    }

    private static boolean isSigned(byte[] bytes, int length) {
        int compared = SIGNATURE.length();
        return length >= compared && new String(bytes, 0, compared, StandardCharsets.ISO_8859_1).equals(SIGNATURE);
    }

    private static int magic(byte[] bytes, int at, boolean bigEndian) {
        return (int) (bigEndian ? ByteCursor.INT_BE : ByteCursor.INT_LE).get(bytes, at);
    }

    /** Trouble with what the text says, where no word of it is to blame. */
    MalformedTraceException malformed(String what, Object... arguments) {
        return new MalformedTraceException(file, 0, what.formatted(arguments));
    }
}
