package io.iostrata.ingest.simpletrace;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Values as Python 3 prints them. */
final class PythonText {
    /** Below it a double holds ns / 1000 to well under half a nanosecond, so the digits are the integer's. */
    private static final long EXACT_NS = 1L << 50;

    private PythonText() {}

    /** {@code '%0.3f' % ((to - from) / 1000.0)} of unsigned stamps. */
    static void appendMicroseconds(StringBuilder text, long from, long to) {
        long delta = to - from;
        if ((from | to) < 0 || delta >= EXACT_NS || delta <= -EXACT_NS) {
            text.append(rounded(unsigned(to).subtract(unsigned(from))));
            return;
        }
        long ns = Math.abs(delta);
        text.append(delta < 0 ? "-" : "").append(ns / 1000).append('.');
        text.append((char) ('0' + ns / 100 % 10))
                .append((char) ('0' + ns / 10 % 10))
                .append((char) ('0' + ns % 10));
    }

    private static String rounded(BigInteger deltaNs) {
        return new BigDecimal(deltaNs.doubleValue() / 1000.0)
                .setScale(3, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }

    /** {@code repr(bytes)}: {@code b'…'}. */
    static void appendBytes(StringBuilder text, byte[] bytes, int from, int to) {
        char quote = holds(bytes, from, to, '\'') && !holds(bytes, from, to, '"') ? '"' : '\'';
        text.append('b').append(quote);
        for (int i = from; i < to; i++) {
            appendByte(text, bytes[i] & 0xff, quote);
        }
        text.append(quote);
    }

    private static void appendByte(StringBuilder text, int value, char quote) {
        if (value == quote || value == '\\') {
            text.append('\\').append((char) value);
        } else if (value == '\t') {
            text.append("\\t");
        } else if (value == '\n') {
            text.append("\\n");
        } else if (value == '\r') {
            text.append("\\r");
        } else if (value < ' ' || value >= 0x7f) {
            text.append("\\x%02x".formatted(value));
        } else {
            text.append((char) value);
        }
    }

    private static boolean holds(byte[] bytes, int from, int to, char wanted) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return true;
            }
        }
        return false;
    }
}
