package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.eventtext.DigitRun;
import io.iostrata.ingest.eventtext.LineText;

/**
 * The prefix of a line of ftrace text ({@link Stamp} with its colon):
 *
 * <pre>
 * line    := comm "-" tid blanks [ "(" tgid | dashes ")" blanks ] "[" cpu "]" blanks [ flags blanks ] stamp body
 * latency := comm "-" tid blanks cpu flags blanks ( relative | stamp ) body
 * </pre>
 *
 * <p>A task's name may hold anything, brackets too, so the anchor is the first {@code [cpu]} that a valid stamp follows
 * and a tid precedes. The flags (irqs off, need-resched, context, depths; 4 to 7 characters) are checked and not kept.
 */
final class LinePrefix implements Prefix {
    private static final int LONGEST = 256;
    /** Where the bracket stands after a name of 16 columns and a tid of 7. */
    private static final int USUAL_ANCHOR = 25;

    private final DigitRun run = new DigitRun();
    private final LineParts parts;

    LinePrefix(LineParts parts) {
        this.parts = parts;
    }

    @Override
    public boolean parse(byte[] bytes, int from, int to) {
        int usual = from + USUAL_ANCHOR;
        if (usual < to && bytes[usual] == '[' && anchor(bytes, from, usual, to)) {
            return true;
        }
        int end = Math.min(to, from + LONGEST);
        for (int at = from; at < end; at++) {
            if (bytes[at] == '[' && anchor(bytes, from, at, to)) {
                return true;
            }
        }
        for (int at = from + 1; at < end; at++) {
            if (bytes[at] == '-' && latency(bytes, from, at, to)) {
                return true;
            }
        }
        return false;
    }

    private boolean anchor(byte[] bytes, int from, int bracket, int to) {
        int close = run.read(bytes, bracket + 1, to, 10);
        if (close - bracket < 2 || close - bracket > 10 || close >= to || bytes[close] != ']') {
            return false;
        }
        parts.cpu = (int) run.value();
        return task(bytes, from, bracket) && flagsAndStamp(bytes, close + 1, to);
    }

    private boolean task(byte[] bytes, int from, int bracket) {
        int at = LineText.backOverBlanks(bytes, from, bracket);
        parts.tgid = -1;
        if (at > from && bytes[at - 1] == ')') {
            at = group(bytes, from, at - 1);
        }
        int first = at;
        while (first > from && LineText.isDigit(bytes[first - 1])) {
            first--;
        }
        return first > from && bytes[first - 1] == '-' && name(bytes, from, first - 1, at);
    }

    private boolean name(byte[] bytes, int from, int dash, int tidEnd) {
        if (tidEnd - dash < 2 || tidEnd - dash > 11) {
            return false;
        }
        long number = 0;
        for (int at = dash + 1; at < tidEnd; at++) {
            number = number * 10 + bytes[at] - '0';
        }
        parts.tid = (int) number;
        parts.commFrom = LineText.overBlanks(bytes, from, dash);
        parts.commTo = dash;
        return number <= Integer.MAX_VALUE;
    }

    private int group(byte[] bytes, int from, int close) {
        int first = close;
        while (first > from && LineText.isDigit(bytes[first - 1])) {
            first--;
        }
        if (first < close && close - first < 10) {
            parts.tgid = number(bytes, first, close);
        }
        int open = first;
        while (open > from && (bytes[open - 1] == ' ' || bytes[open - 1] == '-')) {
            open--;
        }
        return open > from && bytes[open - 1] == '(' ? LineText.backOverBlanks(bytes, from, open - 1) : from;
    }

    private boolean flagsAndStamp(byte[] bytes, int from, int to) {
        int at = LineText.overBlanks(bytes, from, to);
        parts.flagged = false;
        if (stampAndColon(bytes, at, to)) {
            return true;
        }
        parts.flagged = true;
        int end = at;
        while (end < to && bytes[end] != ' ' && end - at < 8) {
            end++;
        }
        return end - at >= 4 && end - at <= 7 && stampAndColon(bytes, LineText.overBlanks(bytes, end, to), to);
    }

    private boolean stampAndColon(byte[] bytes, int from, int to) {
        parts.body = parts.stamp.read(bytes, from, to);
        return parts.body >= 0;
    }

    private boolean latency(byte[] bytes, int from, int dash, int to) {
        int tidEnd = LineText.digits(bytes, dash + 1, to);
        int cpuFrom = LineText.overBlanks(bytes, tidEnd, to);
        int flags = LineText.digits(bytes, cpuFrom, Math.min(to, cpuFrom + 9));
        if (cpuFrom == tidEnd || flags == cpuFrom || !name(bytes, from, dash, tidEnd)) {
            return false;
        }
        int end = flags;
        while (end < to && bytes[end] != ' ' && end - flags < 8) {
            end++;
        }
        parts.cpu = number(bytes, cpuFrom, flags);
        parts.tgid = -1;
        parts.flagged = true;
        return end - flags >= 3 && end - flags <= 7 && relativeStamp(bytes, LineText.overBlanks(bytes, end, to), to);
    }

    /** The kernel's latency format counts from the buffer's begin; trace-cmd's prints the stamp as ever. */
    private boolean relativeStamp(byte[] bytes, int from, int to) {
        parts.body = parts.stamp.readRelative(bytes, from, to);
        return parts.body >= 0 || stampAndColon(bytes, from, to);
    }

    private static int number(byte[] bytes, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            number = number * 10 + bytes[at] - '0';
        }
        return number;
    }
}
