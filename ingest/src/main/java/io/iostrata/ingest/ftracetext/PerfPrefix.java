package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.eventtext.DigitRun;
import io.iostrata.ingest.eventtext.LineText;
import io.iostrata.ingest.eventtext.Literal;

/**
 * The prefix of a sample in the text of perf script (tools/perf/builtin-script.c), whose fields are those that were asked
 * for, the time and the event among them:
 *
 * <pre>
 * line  := [ comm blanks ] [ [ pid "/" ] tid blanks ] [ cpu blanks ] stamp [ blanks period ] blanks event body
 * cpu   := "[" digits "]" | digits     (the latter in the latency format)
 * event := [ system ":" ] name ":"
 * </pre>
 *
 * <p>A task's name may hold anything, so the anchor is the first stamp that such a prefix precedes and an event follows. The
 * body begins at the event's name. A number that stands alone before the stamp is the thread.
 */
final class PerfPrefix implements Prefix {
    private static final int LONGEST = 256;
    private static final int LONGEST_EVENT = 160;
    private static final int LONGEST_COMM = 64;

    /** What perf names its own records with, which are no samples. */
    private static final Literal RECORD = new Literal("PERF_RECORD_");

    private final DigitRun run = new DigitRun();
    private final LineParts parts;

    PerfPrefix(LineParts parts) {
        this.parts = parts;
        parts.flagged = true;
    }

    @Override
    public boolean parse(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + LONGEST);
        for (int at = from + 1; at < end; at++) {
            if (bytes[at] == ':' && LineText.isDigit(bytes[at - 1]) && anchor(bytes, from, at, to)) {
                return true;
            }
        }
        return false;
    }

    private boolean anchor(byte[] bytes, int from, int colon, int to) {
        int begin = Stamp.begin(bytes, from, colon);
        int after = begin < 0 ? -1 : parts.stamp.read(bytes, begin, to);
        return after >= 0 && event(bytes, after, to) && task(bytes, from, begin);
    }

    private boolean event(byte[] bytes, int from, int to) {
        int at = LineText.overBlanks(bytes, from, to);
        int period = LineText.digits(bytes, at, to);
        if (period > at && period < to && bytes[period] == ' ') {
            at = LineText.overBlanks(bytes, period, to);
        }
        int system = -1;
        int end = at;
        while (end < to && bytes[end] != ' ' && end - at < LONGEST_EVENT) {
            if (bytes[end] == ':' && system < 0) {
                system = end;
            }
            end++;
        }
        boolean named = end - at > 1 && bytes[end - 1] == ':' && !RECORD.isAt(bytes, at, to);
        parts.body = named && system < end - 1 && !isModifier(bytes, system + 1, end - 1) ? system + 1 : at;
        return named;
    }

    /** {@code u} of {@code cycles:u:}: where a counter counts, no event of a system. */
    private static boolean isModifier(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if ("ukhpPGHSDIWe".indexOf(bytes[at]) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean task(byte[] bytes, int from, int to) {
        parts.tgid = -1;
        parts.cpu = -1;
        parts.tid = -1;
        int end = LineText.backOverBlanks(bytes, from, to);
        if (end > from && bytes[end - 1] == ']') {
            end = bracketedCpu(bytes, from, end);
        }
        int first = word(bytes, from, end);
        int before = LineText.backOverBlanks(bytes, from, first);
        if (parts.cpu < 0 && isNumber(bytes, first, end) && isNumber(bytes, word(bytes, from, before), before)) {
            parts.cpu = number(bytes, first, end);
            end = before;
        }
        end = thread(bytes, word(bytes, from, end), end);
        parts.commFrom = LineText.overBlanks(bytes, from, end);
        parts.commTo = LineText.backOverBlanks(bytes, parts.commFrom, end);
        return parts.commTo - parts.commFrom <= LONGEST_COMM;
    }

    private int bracketedCpu(byte[] bytes, int from, int end) {
        int first = end - 1;
        while (first > from && LineText.isDigit(bytes[first - 1])) {
            first--;
        }
        boolean isCpu = first > from && bytes[first - 1] == '[' && isNumber(bytes, first, end - 1);
        parts.cpu = isCpu ? number(bytes, first, end - 1) : -1;
        return isCpu ? LineText.backOverBlanks(bytes, from, first - 1) : end;
    }

    /** Takes {@code tid} or {@code pid/tid}; returns where what stands before it ends. */
    private int thread(byte[] bytes, int from, int to) {
        int first = to;
        while (first > from && LineText.isDigit(bytes[first - 1])) {
            first--;
        }
        boolean pair = first > from && bytes[first - 1] == '/' && isNumber(bytes, from, first - 1);
        if (!isNumber(bytes, first, to) || (first > from && !pair)) {
            return to;
        }
        parts.tid = number(bytes, first, to);
        parts.tgid = pair ? number(bytes, from, first - 1) : -1;
        return from;
    }

    private static int word(byte[] bytes, int from, int to) {
        int at = to;
        while (at > from && bytes[at - 1] != ' ') {
            at--;
        }
        return at;
    }

    private static boolean isNumber(byte[] bytes, int from, int to) {
        return to > from && to - from < 10 && LineText.digits(bytes, from, to) == to;
    }

    private int number(byte[] bytes, int from, int to) {
        run.read(bytes, from, to, 10);
        return (int) run.value();
    }
}
