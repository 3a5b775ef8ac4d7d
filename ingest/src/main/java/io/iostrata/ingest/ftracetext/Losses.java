package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.Issue.Interval;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the tracer says it lost. Buffers are lost from CPU by CPU, so a loss lies between the last event of its CPU before
 * it and the first one after it; it becomes an issue once that one is known. Of a part of a file, what lies at its borders
 * is left to {@link #join}.
 */
final class Losses {
    /** CPUs whose last stamp is kept; a loss on one beyond begins with the next event of any CPU. */
    private static final int MOST_CPUS = 1 << 16;

    private static final int MOST_WAITING = IssueLog.ROWS_PER_KIND;
    private static final int ANY_CPU = -1;
    private static final long NEVER = Long.MIN_VALUE;

    /** {@code count} is 0 where the tracer does not say how many. */
    private record Loss(int cpu, long offset, long count, String message) implements Serializable {
        long atLeast() {
            return Math.max(1, count);
        }
    }

    /**
     * What a part of a file knows of its losses.
     *
     * @param early on CPUs that have no event before them in the part
     * @param waiting on CPUs that have no event after them in the part
     * @param mostWaiting how many of both there were at most at once
     * @param firstStamps of each CPU, of events in the part
     * @param lastStamps of each CPU, of events in the part
     * @param isTold false where there were too many at the borders
     */
    record Part(
            List<Loss> early,
            List<Loss> waiting,
            int mostWaiting,
            long[] firstStamps,
            long[] lastStamps,
            long firstStamp,
            long lastStamp,
            long events,
            boolean isTold)
            implements Serializable {}

    private final IssueLog issues;
    private final boolean isPart;
    private final List<Loss> early = new ArrayList<>();
    private int mostWaiting;
    private boolean isTold = true;
    private long[] firstStamps = new long[0];
    private final Map<Integer, List<Loss>> waiting = new HashMap<>();
    private int waits;
    private long[] lastStamps = new long[0];
    private long firstStamp = NEVER;
    private long lastStamp = NEVER;
    private long events;

    private Losses(IssueLog issues, boolean isPart) {
        this.issues = issues;
        this.isPart = isPart;
    }

    /** Of a whole file. */
    static Losses ofFile(IssueLog issues) {
        return new Losses(issues, false);
    }

    /** Of one part of a file. */
    static Losses ofPart(IssueLog issues) {
        return new Losses(issues, true);
    }

    /** Events lost so far, at least. */
    long events() {
        return events;
    }

    /** Lost between the CPU's event before this line and its next one; {@code count} is 0 where nothing tells it. */
    void here(long offset, int cpu, long count, String message) {
        var loss = new Loss(cpu, offset, count, message);
        if (isPart && cpu >= 0 && !isMet(cpu)) {
            count(loss);
            early.add(loss);
            isTold &= cpu < MOST_CPUS;
            noteWaiting();
        } else {
            add(loss);
        }
    }

    private boolean isMet(int cpu) {
        return cpu < lastStamps.length && lastStamps[cpu] != NEVER;
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
            if (!isMet(cpu)) {
                meet(cpu, stamp);
            }
            lastStamps[cpu] = stamp;
        }
    }

    private void meet(int cpu, long stamp) {
        int known = lastStamps.length;
        if (cpu >= known) {
            int length = Math.max(64, Integer.highestOneBit(cpu) * 2);
            firstStamps = Arrays.copyOf(firstStamps, length);
            lastStamps = Arrays.copyOf(lastStamps, length);
            Arrays.fill(firstStamps, known, length, NEVER);
            Arrays.fill(lastStamps, known, length, NEVER);
        }
        firstStamps[cpu] = stamp;
    }

    /** What this part leaves to be told. */
    Part part() {
        return new Part(
                List.copyOf(early),
                waiting.values().stream().flatMap(List::stream).toList(),
                mostWaiting,
                firstStamps,
                lastStamps,
                firstStamp,
                lastStamp,
                events,
                isTold);
    }

    /** Goes on behind the next part of the file; false where only a reading of the whole file can tell its losses. */
    boolean join(Part next) {
        if (!next.isTold || waits + next.mostWaiting > MOST_WAITING) {
            return false;
        }
        next.early.forEach(this::await);
        if (next.firstStamp != NEVER) {
            event(ANY_CPU, next.firstStamp);
            for (int cpu = 0; cpu < next.firstStamps.length; cpu++) {
                if (next.firstStamps[cpu] != NEVER) {
                    event(cpu, next.firstStamps[cpu]);
                    lastStamps[cpu] = next.lastStamps[cpu];
                }
            }
            lastStamp = next.lastStamp;
        }
        next.waiting.forEach(this::await);
        return true;
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
        count(loss);
        await(loss);
        noteWaiting();
        if (waits > MOST_WAITING) {
            end();
        }
    }

    private void count(Loss loss) {
        events = Long.MAX_VALUE - events < loss.atLeast() ? Long.MAX_VALUE : events + loss.atLeast();
    }

    private void await(Loss loss) {
        waiting.computeIfAbsent(loss.cpu, cpu -> new ArrayList<>()).add(loss);
        waits++;
    }

    private void noteWaiting() {
        mostWaiting = Math.max(mostWaiting, early.size() + waits);
        if (mostWaiting > MOST_WAITING) {
            isTold = false;
            early.clear();
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
        var kind = loss.count == 0 ? IssueKind.LOST_UNCOUNTED : IssueKind.LOST_EVENTS;
        issues.add(new Issue(loss.offset, kind, Severity.WARNING, loss.atLeast(), during, loss.message));
    }

    /** A CPU that has no event yet may have lost some since the file's first. */
    private long lastStampOf(int cpu) {
        if (cpu == ANY_CPU) {
            return NEVER;
        }
        return cpu < lastStamps.length && lastStamps[cpu] != NEVER ? lastStamps[cpu] : firstStamp;
    }
}
