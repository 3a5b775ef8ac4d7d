package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.eventtext.LineText;

/**
 * The prefix of a line of trace-cmd report: {@link LinePrefix}, before it the file's or the buffer's name where there are
 * several ({@code host.dat: }), after it the time since the event before where that was asked for ({@code (+1406)}).
 */
final class ReportPrefix implements Prefix {
    /** Columns of a task's name; what stands before them is no part of it. */
    private static final int COMM = 16;

    private final LineParts parts;
    private final LinePrefix line;

    ReportPrefix(LineParts parts) {
        this.parts = parts;
        line = new LinePrefix(parts);
    }

    @Override
    public boolean parse(byte[] bytes, int from, int to) {
        if (!line.parse(bytes, from, to)) {
            return false;
        }
        if (parts.commTo - parts.commFrom > COMM) {
            parts.commFrom = afterOrigin(bytes, parts.commFrom, parts.commTo);
        }
        parts.body = afterDifference(bytes, LineText.overBlanks(bytes, parts.body, to), to);
        parts.flagged = true;
        return true;
    }

    private static int afterOrigin(byte[] bytes, int from, int to) {
        for (int at = to - 2; at > from; at--) {
            if (bytes[at] == ':' && bytes[at + 1] == ' ') {
                return LineText.overBlanks(bytes, at + 1, to);
            }
        }
        return from;
    }

    private static int afterDifference(byte[] bytes, int from, int to) {
        if (from + 3 >= to || bytes[from] != '(' || (bytes[from + 1] != '+' && bytes[from + 1] != '-')) {
            return from;
        }
        int end = LineText.digits(bytes, from + 2, to);
        return end < to && bytes[end] == ')' ? LineText.overBlanks(bytes, end + 1, to) : from;
    }
}
