package io.iostrata.ingest.eventtext;

import io.iostrata.ingest.bytes.ByteCursor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Fixed text of a print format; its first eight bytes are compared as one word. */
public final class Literal {
    private final byte[] text;
    private final long word;
    private final long mask;

    public Literal(String literal) {
        text = literal.getBytes(StandardCharsets.UTF_8);
        word = (long) ByteCursor.LONG_LE.get(Arrays.copyOf(text, Math.max(8, text.length)), 0);
        mask = text.length >= 8 ? -1 : (1L << (8 * text.length)) - 1;
    }

    public int length() {
        return text.length;
    }

    public byte first() {
        return text[0];
    }

    /** True if it stands in {@code bytes} at {@code at}, before {@code to}. */
    public boolean isAt(byte[] bytes, int at, int to) {
        if (at + text.length > to) {
            return false;
        }
        if (at + 8 > bytes.length) {
            return Arrays.equals(bytes, at, at + text.length, text, 0, text.length);
        }
        boolean begins = (((long) ByteCursor.LONG_LE.get(bytes, at) ^ word) & mask) == 0;
        return begins && (text.length <= 8 || restIsAt(bytes, at));
    }

    private boolean restIsAt(byte[] bytes, int at) {
        for (int i = 8; i < text.length; i++) {
            if (bytes[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}
