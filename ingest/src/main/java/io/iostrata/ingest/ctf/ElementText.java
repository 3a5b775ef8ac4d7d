package io.iostrata.ingest.ctf;

import io.iostrata.ingest.format.ArgKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Lists as text: {@code [1, 2]}, {@code [[1], [2, 3]]}, of structs {@code [a=1, b=2, a=3, b=4]}. */
final class ElementText {
    private static final int LONGEST = 64 << 10;
    private static final int CLOSERS = 64;

    private byte[] bytes = new byte[256];
    private int length;
    private boolean isFirst;
    /** Open lists that had no room. */
    private int hidden;

    private long dropped;

    void clear() {
        length = 0;
        hidden = 0;
        isFirst = true;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Elements so far beyond the longest text. */
    long dropped() {
        return dropped;
    }

    void open(Slot slot) {
        if (hidden > 0 || !hasRoom(3 + slot.name().length())) {
            hidden++;
            dropped++;
            return;
        }
        separate(slot);
        append((byte) '[');
        isFirst = true;
    }

    void close() {
        if (hidden > 0) {
            hidden--;
            return;
        }
        append((byte) ']');
        isFirst = false;
    }

    void number(Slot slot, ArgKind kind, long value) {
        var text =
                switch (kind) {
                    case HEX -> "0x" + Long.toHexString(value);
                    case UNSIGNED -> Long.toUnsignedString(value);
                    case DECIMAL, TEXT -> Long.toString(value);
                };
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        text(slot, ascii, 0, ascii.length);
    }

    void text(Slot slot, byte[] in, int from, int to) {
        if (hidden > 0 || !hasRoom(to - from + slot.name().length())) {
            dropped++;
            return;
        }
        separate(slot);
        for (int at = from; at < to; at++) {
            append(in[at]);
        }
        isFirst = false;
    }

    private boolean hasRoom(int more) {
        return length + more + CLOSERS < LONGEST;
    }

    private void separate(Slot slot) {
        var text = (isFirst ? "" : ", ") + (slot.name().isEmpty() || length == 0 ? "" : slot.name() + "=");
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            append(b);
        }
    }

    private void append(byte b) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = b;
    }
}
