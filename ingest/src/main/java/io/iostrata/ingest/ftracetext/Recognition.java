package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.eventtext.LineText;
import io.iostrata.ingest.format.Head;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Which dialect a file begins like: a tracer's header, or mostly lines with the prefix of an event. */
final class Recognition {
    private static final int LINES = 50;
    /** A container's first header is this long, and has NULs. */
    private static final int FIRST_BLOCK = 512;

    private final byte[] head;
    private final LineParts kernelParts = new LineParts();
    private final Prefix kernel = Dialect.KERNEL.prefix(kernelParts);
    private final Prefix perf = Dialect.PERF.prefix(new LineParts());
    private int kernelEvents;
    private int padded;
    private int perfEvents;
    private int others;

    private Recognition(byte[] head) {
        this.head = head;
    }

    static Optional<Dialect> of(Head head) {
        byte[] bytes = head.bytes();
        for (int at = 0; at < Math.min(bytes.length, FIRST_BLOCK); at++) {
            if (bytes[at] == 0) {
                return Optional.empty();
            }
        }
        return new Recognition(bytes).dialect();
    }

    private Optional<Dialect> dialect() {
        int from = 0;
        while (from < head.length && kernelEvents + perfEvents + others < LINES) {
            int end = lineEnd(head, from);
            boolean isFirst = kernelEvents + perfEvents + others == 0;
            if (isFirst && isReport(from, end)) {
                return Optional.of(Dialect.TRACE_CMD);
            }
            if (others == 0 && isHeader(from, end)) {
                return Optional.of(Dialect.KERNEL);
            }
            count(from, end);
            from = end + 1;
        }
        if (perfEvents > others + kernelEvents) {
            return Optional.of(Dialect.PERF);
        }
        boolean isTrace = kernelEvents > others + perfEvents;
        return isTrace ? Optional.of(2 * padded > kernelEvents ? Dialect.TRACE_CMD : Dialect.KERNEL) : Optional.empty();
    }

    private void count(int from, int end) {
        if (kernel.parse(head, from, end)) {
            kernelEvents++;
            padded += isPadded(kernelParts.body, end) ? 1 : 0;
        } else if (perf.parse(head, from, end)) {
            perfEvents++;
        } else if (!isNote(from, end)) {
            others++;
        }
    }

    /** Tools pad the event's name. */
    private boolean isPadded(int body, int to) {
        int from = LineText.overBlanks(head, body, to);
        int at = from;
        while (at < to && head[at] != ' ') {
            at++;
        }
        return at > from && head[at - 1] == ':' && at + 1 < to && head[at + 1] == ' ';
    }

    private static int lineEnd(byte[] head, int from) {
        int at = from;
        while (at < head.length && head[at] != '\n') {
            at++;
        }
        return at;
    }

    private boolean isHeader(int from, int to) {
        var line = text(from, to);
        return line.startsWith("# tracer: ")
                || line.startsWith("# entries-in-buffer/entries-written: ")
                || (line.startsWith("# ") && line.contains(" latency trace v"));
    }

    private boolean isReport(int from, int to) {
        var line = text(from, to);
        return line.matches("cpus=\\d+\\s*|version = \\d+\\s*|CPU \\d+ is empty\\s*");
    }

    private boolean isNote(int from, int to) {
        var line = text(from, to);
        return from == to
                || head[from] == '#'
                || line.startsWith("CPU:")
                || line.startsWith(" => ")
                || StackRow.isFrame(head, from, to)
                || line.contains(": PERF_RECORD_");
    }

    private String text(int from, int to) {
        return new String(head, from, Math.min(to - from, 80), StandardCharsets.ISO_8859_1);
    }
}
