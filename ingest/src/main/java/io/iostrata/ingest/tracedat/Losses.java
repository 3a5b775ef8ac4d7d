package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.Trouble;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Events that the kernel says it lost: those told by pages, and of the CPUs' statistics what no page tells. */
final class Losses {
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
        events = sum(events, count);
        if (cpu.buffer().isEmpty()) {
            ofTopBuffer.merge(cpu.cpu(), count, Losses::sum);
        }
    }

    /** Events lost at once, or at least that many. */
    record Loss(int cpu, long count, boolean isCounted) {
        String text() {
            return isCounted ? count + " events lost" : "events lost, the tracer does not say how many";
        }
    }

    /** Lost between two events of a CPU. */
    void report(long offset, Loss loss, long before, long after) {
        long from = clock.corrected(loss.cpu, before);
        long to = clock.corrected(loss.cpu, after);
        var message = "%s@0x%x: %s on CPU %d".formatted(trouble.in().file(), offset, loss.text(), loss.cpu);
        var during = Optional.of(new Issue.Interval(Math.min(from, to), Math.max(from, to)));
        var kind = loss.isCounted ? IssueKind.LOST_EVENTS : IssueKind.LOST_UNCOUNTED;
        trouble.issues().add(new Issue(offset, kind, Severity.WARNING, loss.count, during, message));
    }

    /** Of each CPU of the top buffer, what its pages told. */
    Map<Integer, Long> ofTopBuffer() {
        return Map.copyOf(ofTopBuffer);
    }

    /** Takes in what the statistics of the top buffer say that no page told. */
    void statistics(String text) {
        for (var untold : CpuStatistics.untold(text, ofTopBuffer)) {
            events = sum(events, untold.count());
            trouble.issues().add(untold.issue(trouble.in().file()));
        }
    }

    /** The sum, or the largest number there is. */
    static long sum(long a, long b) {
        return Long.MAX_VALUE - a < b ? Long.MAX_VALUE : a + b;
    }
}
