package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.eventtext.DigitRun;
import io.iostrata.ingest.eventtext.LineText;

/**
 * The time of a line:
 *
 * <pre>
 * stamp    := digits [ "." ( 6 digits | 9 digits ) ] ": "
 * relative := digits [ "us" mark ] ": "
 * </pre>
 */
final class Stamp {
    /** What a stamp counts. */
    enum Unit {
        MICROS,
        NANOS,
        /** A bare number: cycles, a counter, or ticks of 10 ms. */
        TICKS
    }

    private static final long MOST_SECONDS = Long.MAX_VALUE / 1_000_000_000 - 1;

    private final DigitRun run = new DigitRun();
    private long value;
    private Unit unit = Unit.MICROS;

    /** Nanoseconds, or ticks where {@link #unit} says so. */
    long value() {
        return value;
    }

    Unit unit() {
        return unit;
    }

    /** Reads a stamp and the colon after it; returns where the line goes on, negative where there is none. */
    int read(byte[] bytes, int from, int to) {
        int point = run.read(bytes, from, to, 19);
        long seconds = run.value();
        if (point == from) {
            return -1;
        }
        int end = point;
        if (point < to && bytes[point] == '.') {
            end = fraction(bytes, point + 1, to, seconds);
        } else {
            value = seconds;
            unit = Unit.TICKS;
        }
        return end > 0 ? afterColon(bytes, end, to) : -1;
    }

    /** Reads a stamp relative to the buffer's begin, in µs with a mark of the delay, or as a bare number. */
    int readRelative(byte[] bytes, int from, int to) {
        int end = run.read(bytes, from, to, 16);
        if (end == from) {
            return -1;
        }
        value = run.value();
        unit = Unit.TICKS;
        if (end + 1 < to && bytes[end] == 'u' && bytes[end + 1] == 's') {
            unit = Unit.MICROS;
            value = Math.min(value, MOST_SECONDS * 1_000_000) * 1000;
            end += 2;
            end += end < to && isMark(bytes[end]) ? 1 : 0;
        }
        return afterColon(bytes, end, to);
    }

    private int fraction(byte[] bytes, int from, int to, long seconds) {
        int at = run.read(bytes, from, to, 10);
        long fraction = run.value();
        boolean micros = at - from == 6;
        if ((!micros && at - from != 9) || seconds > MOST_SECONDS) {
            return -1;
        }
        unit = micros ? Unit.MICROS : Unit.NANOS;
        value = seconds * 1_000_000_000 + (micros ? fraction * 1000 : fraction);
        return at;
    }

    private static int afterColon(byte[] bytes, int at, int to) {
        if (at >= to || bytes[at] != ':' || (at + 1 < to && bytes[at + 1] != ' ')) {
            return -1;
        }
        return Math.min(at + 2, to);
    }

    private static boolean isMark(byte b) {
        return switch (b) {
            case ' ', '+', '!', '#', '*', '@', '$' -> true;
            default -> false;
        };
    }

    /** Begin of the stamp with a fraction that ends before the colon at {@code colon}; negative where none does. */
    static int begin(byte[] bytes, int from, int colon) {
        int point = colon;
        while (point > from && LineText.isDigit(bytes[point - 1])) {
            point--;
        }
        if (point == from || bytes[point - 1] != '.') {
            return -1;
        }
        int begin = point - 1;
        while (begin > from && LineText.isDigit(bytes[begin - 1])) {
            begin--;
        }
        return begin < point - 1 && (begin == from || bytes[begin - 1] == ' ') ? begin : -1;
    }
}
