package io.iostrata.jobs.examples;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes what {@code cat trace_pipe} gave on Linux 2.6.32: no header, no column of flags.
 *
 * <pre>
 * line := %16s-%-5d [%03d] %5lu.%06lu: text      (comm, pid, cpu, seconds, microseconds)
 * </pre>
 *
 * The layout is that of {@code trace_print_context}, kernel/trace/trace_output.c, Linux 2.6.32.
 */
final class FtraceText {
    private static final long US_PER_S = 1_000_000;

    private final List<Line> lines = new ArrayList<>();

    /** The task a line is of. */
    record Task(String comm, int pid, int cpu) {}

    private record Line(long atUs, Task task, String text) {
        private String print() {
            return String.format(
                    Locale.ROOT,
                    "%16s-%-5d [%03d] %5d.%06d: %s\n",
                    task.comm(),
                    task.pid(),
                    task.cpu(),
                    atUs / US_PER_S,
                    atUs % US_PER_S,
                    text);
        }
    }

    /** A line of the trace; they may come in any order. */
    void line(long atUs, Task task, String text) {
        lines.add(new Line(atUs, task, text));
    }

    /** The lines in the order of their times, as UTF-8. */
    byte[] bytes() {
        return lines.stream()
                .sorted(Comparator.comparingLong(Line::atUs))
                .map(Line::print)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }
}
