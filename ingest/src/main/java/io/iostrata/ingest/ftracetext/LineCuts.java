package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.CutFinder;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Cuts before the line of an event: it ends whatever stack is open, and sets all that the lines after it rely on. Lines of
 * the function_graph tracer have another prefix, so a file of nothing else has no such place.
 */
public final class LineCuts implements CutFinder {
    /** Bytes of a line that a place is found by. */
    private static final int LONGEST = 4 << 10;

    private final Prefix prefix;

    private LineCuts(Dialect dialect) {
        prefix = dialect.prefix(new LineParts());
    }

    public static CutFinder kernel() {
        return new LineCuts(Dialect.KERNEL);
    }

    public static CutFinder traceCmd() {
        return new LineCuts(Dialect.TRACE_CMD);
    }

    public static CutFinder perf() {
        return new LineCuts(Dialect.PERF);
    }

    @Override
    public OptionalLong find(ByteCursor in) throws IOException {
        int places = (int) Math.min(WINDOW, in.end() - in.offset());
        int have = in.buffered(places + LONGEST);
        int from = in.position();
        int line = find(in.buffer(), from, from + have);
        return line < 0 || line - from >= places ? OptionalLong.empty() : OptionalLong.of(in.offset() + line - from);
    }

    /** The first line of an event behind the one that {@code bytes[from, to)} begins with; negative where there is none. */
    private int find(byte[] bytes, int from, int to) {
        int line = lineEnd(bytes, from, to) + 1;
        while (line < to) {
            int end = lineEnd(bytes, line, to);
            if (end < to && isEvent(bytes, line, end)) {
                return line;
            }
            line = end + 1;
        }
        return -1;
    }

    private boolean isEvent(byte[] bytes, int from, int end) {
        int to = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
        return !StackRow.isAnyFrame(bytes, from, to) && prefix.parse(bytes, from, to);
    }

    private static int lineEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at;
    }
}
