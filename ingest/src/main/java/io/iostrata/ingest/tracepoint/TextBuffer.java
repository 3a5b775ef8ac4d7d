package io.iostrata.ingest.tracepoint;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of a text being printed; what is beyond {@link #MOST} is left out. */
final class TextBuffer {
    static final int MOST = 64 << 10;

    private byte[] bytes = new byte[256];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void add(byte[] text) {
        add(text, 0, text.length);
    }

    void add(byte[] text, int from, int to) {
        int count = Math.min(to - from, MOST - length);
        room(count);
        System.arraycopy(text, from, bytes, length, count);
        length += count;
    }

    void add(char ascii) {
        if (length < MOST) {
            room(1);
            bytes[length++] = (byte) ascii;
        }
    }

    void decimal(long value) {
        if (value < 0) {
            add(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
        } else {
            digits(value, 10);
        }
    }

    void unsigned(long value) {
        if (value < 0) {
            add(Long.toUnsignedString(value).getBytes(StandardCharsets.US_ASCII));
        } else {
            digits(value, 10);
        }
    }

    void hex(long value) {
        int digits = Math.max(1, (67 - Long.numberOfLeadingZeros(value)) / 4);
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            add(Character.forDigit((int) (value >>> shift) & 15, 16));
        }
    }

    /** Fills what was added since {@code from} up to {@code width}, from the left, zeros behind sign and 0x. */
    void pad(int from, int width, char fill) {
        int missing = Math.min(width - (length - from), MOST - length);
        if (missing <= 0) {
            return;
        }
        room(missing);
        int at = fill == '0' && from < length && bytes[from] == '-' ? from + 1 : from;
        System.arraycopy(bytes, at, bytes, at + missing, length - at);
        Arrays.fill(bytes, at, at + missing, (byte) fill);
        length += missing;
    }

    void padRight(int from, int width) {
        for (int missing = width - (length - from); missing > 0; missing--) {
            add(' ');
        }
    }

    void cut(int to) {
        length = Math.min(length, to);
    }

    private void digits(long value, int radix) {
        room(20);
        int begin = length;
        long left = value;
        do {
            bytes[length++] = (byte) ('0' + left % radix);
            left /= radix;
        } while (left != 0);
        for (int a = begin, b = length - 1; a < b; a++, b--) {
            byte swapped = bytes[a];
            bytes[a] = bytes[b];
            bytes[b] = swapped;
        }
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
