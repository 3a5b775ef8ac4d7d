package io.iostrata.ingest.ftracetext;

import java.nio.charset.StandardCharsets;

/** Whether a file begins like ftrace text: a tracer's header, or mostly lines with the prefix of an event. */
final class Recognition {
    private static final int LINES = 50;
    /** A container's first header is this long, and has NULs. */
    private static final int FIRST_BLOCK = 512;

    private Recognition() {}

    static boolean isFtraceText(byte[] head) {
        for (int at = 0; at < Math.min(head.length, FIRST_BLOCK); at++) {
            if (head[at] == 0) {
                return false;
            }
        }
        return isMostlyEvents(head);
    }

    private static boolean isMostlyEvents(byte[] head) {
        var prefix = new LinePrefix();
        int events = 0;
        int others = 0;
        int from = 0;
        while (from < head.length && events + others < LINES) {
            int end = lineEnd(head, from);
            if (events + others == 0 && isReport(head, from, end)) {
                return false;
            }
            if (others == 0 && isHeader(head, from, end)) {
                return true;
            }
            if (prefix.parse(head, from, end)) {
                events++;
            } else if (!isNote(head, from, end)) {
                others++;
            }
            from = end + 1;
        }
        return events > 0 && events > others;
    }

    private static int lineEnd(byte[] head, int from) {
        int at = from;
        while (at < head.length && head[at] != '\n') {
            at++;
        }
        return at;
    }

    private static boolean isHeader(byte[] head, int from, int to) {
        var line = text(head, from, to);
        return line.startsWith("# tracer: ")
                || line.startsWith("# entries-in-buffer/entries-written: ")
                || (line.startsWith("# ") && line.contains(" latency trace v"));
    }

    /** First line of a trace-cmd report: another decoder's. */
    private static boolean isReport(byte[] head, int from, int to) {
        var line = text(head, from, to);
        return line.matches("cpus=\\d+\\s*|version = \\d+\\s*");
    }

    private static boolean isNote(byte[] head, int from, int to) {
        return from == to
                || head[from] == '#'
                || text(head, from, to).startsWith("CPU:")
                || text(head, from, to).startsWith(" => ");
    }

    private static String text(byte[] head, int from, int to) {
        return new String(head, from, Math.min(to - from, 80), StandardCharsets.ISO_8859_1);
    }
}
