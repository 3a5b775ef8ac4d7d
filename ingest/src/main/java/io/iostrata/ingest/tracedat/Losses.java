package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.Trouble;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Events that the kernel says it lost: those told by pages, and of the CPUs' statistics what no page tells. */
final class Losses {
    private static final Pattern CPU = Pattern.compile("CPU: (\\d{1,6})");
    private static final Pattern LOST = Pattern.compile("(?:overrun|commit overrun|dropped events): (\\d{1,15})");

    private final Trouble trouble;
    private final Clock clock;
    private final Map<Integer, Long> ofTopBuffer = new HashMap<>();
    private long events;

    Losses(Trouble trouble, Clock clock) {
        this.trouble = trouble;
        this.clock = clock;
    }

    long events() {
        return events;
    }

    void add(CpuData cpu, long count) {
        events = Long.MAX_VALUE - events < count ? Long.MAX_VALUE : events + count;
        if (cpu.buffer().isEmpty()) {
            ofTopBuffer.merge(cpu.cpu(), count, (a, b) -> Long.MAX_VALUE - a < b ? Long.MAX_VALUE : a + b);
        }
    }

    /** Lost between two events of a CPU. */
    void report(long offset, CpuData cpu, long count, boolean isCounted, long before, long after) {
        long from = clock.corrected(cpu.cpu(), before);
        long to = clock.corrected(cpu.cpu(), after);
        var what = isCounted ? count + " events lost" : "events lost, the tracer does not say how many";
        var message = "%s@0x%x: %s on CPU %d".formatted(trouble.in().file(), offset, what, cpu.cpu());
        var during = Optional.of(new Issue.Interval(Math.min(from, to), Math.max(from, to)));
        var kind = isCounted ? IssueKind.LOST_EVENTS : IssueKind.LOST_UNCOUNTED;
        trouble.issues().add(new Issue(offset, kind, Severity.WARNING, count, during, message));
    }

    /** Takes in the statistics of the top buffer: {@code CPU: n}, {@code overrun: n} and the like, a line each. */
    void statistics(String text) {
        int cpu = 0;
        var told = new HashMap<Integer, Long>();
        for (var line :
                text.lines().takeWhile(line -> !line.startsWith("Buffer:")).toList()) {
            var number = CPU.matcher(line.strip());
            var lost = LOST.matcher(line.strip());
            if (number.matches()) {
                cpu = Integer.parseInt(number.group(1));
            } else if (lost.matches()) {
                told.merge(cpu, Long.parseLong(lost.group(1)), Long::sum);
            }
        }
        told.forEach(this::difference);
    }

    private void difference(int cpu, long told) {
        long missing = told - ofTopBuffer.getOrDefault(cpu, 0L);
        if (missing > 0) {
            events = Long.MAX_VALUE - events < missing ? Long.MAX_VALUE : events + missing;
            var message = "%s: CPU %d lost %d events more than its pages tell";
            trouble.issues()
                    .add(new Issue(
                            -1,
                            IssueKind.LOST_EVENTS,
                            Severity.WARNING,
                            missing,
                            Optional.empty(),
                            message.formatted(trouble.in().file(), cpu, missing)));
        }
    }
}
