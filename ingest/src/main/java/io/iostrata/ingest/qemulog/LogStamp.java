package io.iostrata.ingest.qemulog;

import io.iostrata.ingest.bytes.Ascii;
import io.iostrata.ingest.eventtext.DigitRun;
import io.iostrata.ingest.eventtext.LineText;

/**
 * What stands before an event in a line of QEMU's log, taken apart in place:
 *
 * <pre>
 * stamp := tid "@" seconds "." 6 digits ":"      QEMU 2.3 to 3.1 (its pid), 4.0 to 10.1 (the thread)
 *        | pid "@" nanoseconds " "               SystemTap
 *        | yyyy-mm-ddThh:mm:ss[.fraction]Z " "   QEMU 10.2
 *        | ""                                    QEMU 0.14 to 2.2, and 6.0 on without -msg timestamp=on
 * </pre>
 */
final class LogStamp {
    private static final long MOST_SECONDS = Long.MAX_VALUE / 1_000_000_000 - 1;
    private static final int DATE_TIME = 19;
    private static final long SECOND = 1_000_000_000;

    private final DigitRun run = new DigitRun();
    private long thread;
    private long ns;
    private long stepNs;
    private boolean stamped;
    private int body;

    /** Whether the line has a time. */
    boolean isStamped() {
        return stamped;
    }

    /** Negative where the line does not name it. */
    long thread() {
        return thread;
    }

    /** Nanoseconds since 1970. */
    long ns() {
        return ns;
    }

    /** What the stamp resolves, ns. */
    long stepNs() {
        return stepNs;
    }

    /** First byte after the stamp. */
    int body() {
        return body;
    }

    void parse(byte[] bytes, int from, int to) {
        body = from;
        thread = -1;
        stamped = from < to && LineText.isDigit(bytes[from]) && (ofThread(bytes, from, to) || iso(bytes, from, to));
    }

    /** Begin of a thread's stamp in the line after {@code from}; {@code to} where there is none. */
    int next(byte[] bytes, int from, int to) {
        for (int at = indexOfAt(bytes, from, to); at < to; at = indexOfAt(bytes, at + 1, to)) {
            int begin = at;
            while (begin > from && LineText.isDigit(bytes[begin - 1])) {
                begin--;
            }
            if (begin > from && begin < at && isStamp(bytes, at + 1, to)) {
                return begin;
            }
        }
        return to;
    }

    private static boolean isStamp(byte[] bytes, int from, int to) {
        int point = LineText.digits(bytes, from, to);
        int end = point < to && bytes[point] == '.' ? LineText.digits(bytes, point + 1, to) : point;
        return point > from && end - point == 7 && end < to && bytes[end] == ':';
    }

    private boolean ofThread(byte[] bytes, int from, int to) {
        int at = run.read(bytes, from, to, 10);
        if (at == from || at >= to || bytes[at] != '@' || run.value() > Integer.MAX_VALUE) {
            return false;
        }
        thread = run.value();
        int point = run.read(bytes, at + 1, to, 19);
        long number = run.value();
        if (point == at + 1 || point >= to) {
            return false;
        }
        return bytes[point] == '.' ? micros(bytes, point + 1, to, number) : nanos(bytes, at + 1, point, number);
    }

    private boolean micros(byte[] bytes, int from, int to, long seconds) {
        int end = run.read(bytes, from, to, 8);
        if (end - from != 6 || end >= to || bytes[end] != ':' || seconds < 0 || seconds > MOST_SECONDS) {
            return false;
        }
        return found(seconds * SECOND + run.value() * 1000, 1000, end + 1);
    }

    private boolean nanos(byte[] bytes, int from, int end, long number) {
        return end - from >= 16 && bytes[end] == ' ' && number >= 0 && found(number, 1, end + 1);
    }

    private boolean iso(byte[] bytes, int from, int to) {
        if (from + DATE_TIME + 1 >= to || !isDateTime(bytes, from)) {
            return false;
        }
        int at = from + DATE_TIME;
        long fraction = 0;
        if (bytes[at] == '.') {
            int end = LineText.digits(bytes, at + 1, Math.min(to, at + 10));
            for (int digit = at + 1; digit <= at + 9; digit++) {
                fraction = fraction * 10 + (digit < end ? bytes[digit] - '0' : 0);
            }
            at = end;
        }
        boolean ends = at + 1 < to && bytes[at] == 'Z' && bytes[at + 1] == ' ';
        return ends && found(seconds(bytes, from) * SECOND + fraction, 1000, at + 2);
    }

    private static boolean isDateTime(byte[] bytes, int from) {
        for (int i = 0; i < DATE_TIME; i++) {
            byte b = bytes[from + i];
            boolean fits =
                    switch (i) {
                        case 4, 7 -> b == '-';
                        case 10 -> b == 'T';
                        case 13, 16 -> b == ':';
                        default -> LineText.isDigit(b);
                    };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static long seconds(byte[] bytes, int from) {
        long days = epochDay(number(bytes, from, 4), number(bytes, from + 5, 2), number(bytes, from + 8, 2));
        return days * 86_400
                + number(bytes, from + 11, 2) * 3600L
                + number(bytes, from + 14, 2) * 60L
                + number(bytes, from + 17, 2);
    }

    /** Days since 1970 of a date of the Gregorian calendar, whose years begin in March here. */
    private static long epochDay(int year, int month, int day) {
        long years = month > 2 ? year : year - 1;
        long months = (month + 9L) % 12;
        return years * 365 + years / 4 - years / 100 + years / 400 + (months * 306 + 5) / 10 + day - 719_469;
    }

    private static int number(byte[] bytes, int from, int digits) {
        int number = 0;
        for (int at = from; at < from + digits; at++) {
            number = number * 10 + bytes[at] - '0';
        }
        return number;
    }

    private boolean found(long stampNs, long step, int next) {
        ns = stampNs;
        stepNs = step;
        body = next;
        return true;
    }

    private static int indexOfAt(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Ascii.WORD <= to; at += Ascii.WORD) {
            long mask = Ascii.equal(Ascii.word(bytes, at), '@');
            if (mask != 0) {
                return at + Ascii.first(mask);
            }
        }
        while (at < to && bytes[at] != '@') {
            at++;
        }
        return at;
    }
}
