package io.iostrata.ingest.eventtext;

/** Numbers as kernel text prints them: what {@link #decimal} and {@link #hex} accept is then {@link #value}. */
public final class NumberText {
    private static final byte[] LARGEST_U64 = {
        '1', '8', '4', '4', '6', '7', '4', '4', '0', '7', '3', '7', '0', '9', '5', '5', '1', '6', '1', '5'
    };

    private static final byte[] HEX_DIGITS = new byte[256];

    static {
        for (int b = 0; b < HEX_DIGITS.length; b++) {
            HEX_DIGITS[b] = (byte) (b < 128 ? Character.digit(b, 16) : -1);
        }
    }

    private long value;

    /** The last number accepted; one above 2^63 as raw bits. */
    public long value() {
        return value;
    }

    /** A signed or unsigned 64-bit decimal and nothing else. */
    public boolean decimal(byte[] bytes, int from, int to) {
        return decimalPrefix(bytes, from, to) == to;
    }

    /** End of the signed or unsigned 64-bit decimal that begins at {@code from}; negative where none does. */
    public int decimalPrefix(byte[] bytes, int from, int to) {
        boolean negative = from < to && bytes[from] == '-';
        int first = negative ? from + 1 : from;
        long sum = 0;
        int at = first;
        while (at < to && LineText.isDigit(bytes[at])) {
            sum = sum * 10 + bytes[at++] - '0';
        }
        value = negative ? -sum : sum;
        int length = at - first;
        return length > 0 && (length <= 18 || fits(bytes, first, length, negative, sum)) ? at : -1;
    }

    /** Hex digits without 0x and nothing else. */
    public boolean hex(byte[] bytes, int from, int to) {
        return hexPrefix(bytes, from, to) == to;
    }

    /** End of the at most 16 hex digits that begin at {@code from}; negative where none do. */
    public int hexPrefix(byte[] bytes, int from, int to) {
        long sum = 0;
        int at = from;
        while (at < to) {
            int digit = HEX_DIGITS[bytes[at] & 0xff];
            if (digit < 0) {
                break;
            }
            sum = sum << 4 | digit;
            at++;
        }
        value = sum;
        return at > from && at - from <= 16 ? at : -1;
    }

    /** A decimal that {@link Long#toString} or {@link Long#toUnsignedString} prints the same way. */
    public boolean plainDecimal(byte[] bytes, int from, int to) {
        int first = from < to && bytes[from] == '-' ? from + 1 : from;
        boolean plain = first < to && (bytes[first] != '0' || (to - first == 1 && first == from));
        return plain && decimal(bytes, from, to);
    }

    /** {@code 0x} and lower-case digits without a leading zero. */
    public boolean plainHex(byte[] bytes, int from, int to) {
        if (to - from < 3
                || bytes[from] != '0'
                || bytes[from + 1] != 'x'
                || (bytes[from + 2] == '0' && to - from > 3)) {
            return false;
        }
        for (int at = from + 2; at < to; at++) {
            if (bytes[at] < '0' || bytes[at] > 'f') {
                return false;
            }
            if (bytes[at] > '9' && bytes[at] < 'a') {
                return false;
            }
        }
        return hex(bytes, from + 2, to);
    }

    private static boolean fits(byte[] bytes, int first, int length, boolean negative, long sum) {
        if (length > LARGEST_U64.length) {
            return false;
        }
        if (negative) {
            return length == 19 && Long.compareUnsigned(sum, Long.MIN_VALUE) <= 0;
        }
        for (int i = 0; length == LARGEST_U64.length && i < length; i++) {
            if (bytes[first + i] != LARGEST_U64[i]) {
                return bytes[first + i] < LARGEST_U64[i];
            }
        }
        return true;
    }
}
