package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.Issue.Interval;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the tracer says it lost. Buffers are lost from CPU by CPU, so a loss lies between the last event of its CPU before
 * it and the first one after it; it becomes an issue once that one is known.
 */
final class Losses {
    /** CPUs whose last stamp is kept; a loss on one beyond begins with the next event of any CPU. */
    private static final int MOST_CPUS = 1 << 16;

    private static final int MOST_WAITING = IssueLog.ROWS_PER_KIND;
    private static final int ANY_CPU = -1;
    private static final long NEVER = Long.MIN_VALUE;

    private record Loss(int cpu, long offset, long count, String message) {}

    private final IssueLog issues;
    private final Map<Integer, List<Loss>> waiting = new HashMap<>();
    private int waits;
    private long[] lastStamps = new long[0];
    private long firstStamp = NEVER;
    private long lastStamp = NEVER;
    private long events;

    Losses(IssueLog issues) {
        this.issues = issues;
    }

    /** Events lost so far, at least. */
    long events() {
        return events;
    }

    /** Lost between the CPU's event before this line and its next one. */
    void here(long offset, int cpu, long count, String message) {
        add(new Loss(cpu, offset, count, message));
    }

    /** Lost before the events that follow. */
    void before(long offset, long count, String message) {
        add(new Loss(ANY_CPU, offset, count, message));
    }

    /** The next event in the file; its CPU is negative where the line names none. */
    void event(int cpu, long stamp) {
        if (waits > 0) {
            report(cpu, stamp);
        }
        firstStamp = firstStamp == NEVER ? stamp : firstStamp;
        lastStamp = stamp;
        if (cpu >= 0 && cpu < MOST_CPUS) {
            if (cpu >= lastStamps.length) {
                int known = lastStamps.length;
                lastStamps = Arrays.copyOf(lastStamps, Math.max(64, Integer.highestOneBit(cpu) * 2));
                Arrays.fill(lastStamps, known, lastStamps.length, NEVER);
            }
            lastStamps[cpu] = stamp;
        }
    }

    /** No event follows. */
    void end() {
        for (var losses : waiting.values()) {
            losses.forEach(loss -> report(loss, lastStamp));
        }
        waiting.clear();
        waits = 0;
    }

    private void add(Loss loss) {
        events = Long.MAX_VALUE - events < loss.count ? Long.MAX_VALUE : events + loss.count;
        waiting.computeIfAbsent(loss.cpu, cpu -> new ArrayList<>()).add(loss);
        waits++;
        if (waits > MOST_WAITING) {
            end();
        }
    }

    private void report(int cpu, long next) {
        for (var losses : Arrays.asList(waiting.remove(ANY_CPU), waiting.remove(cpu))) {
            if (losses != null) {
                waits -= losses.size();
                losses.forEach(loss -> report(loss, next));
            }
        }
    }

    private void report(Loss loss, long next) {
        long last = lastStampOf(loss.cpu);
        long from = last == NEVER ? next : last;
        var during = next == NEVER
                ? Optional.<Interval>empty()
                : Optional.of(new Interval(Math.min(from, next), Math.max(from, next)));
        issues.add(new Issue(loss.offset, IssueKind.LOST_EVENTS, Severity.WARNING, loss.count, during, loss.message));
    }

    /** A CPU that has no event yet may have lost some since the file's first. */
    private long lastStampOf(int cpu) {
        if (cpu == ANY_CPU) {
            return NEVER;
        }
        return cpu < lastStamps.length && lastStamps[cpu] != NEVER ? lastStamps[cpu] : firstStamp;
    }
}
