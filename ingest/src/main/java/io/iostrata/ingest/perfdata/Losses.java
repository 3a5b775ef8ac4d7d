package io.iostrata.ingest.perfdata;

import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.Trouble;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Samples that the kernel did not record: it says how many were lost, and from when to when it held an event back. */
final class Losses {
    private static final int MOST_CPUS = 1 << 13;
    private static final int MOST_HELD = 1 << 10;

    private final Trouble trouble;
    private final long[] latest = new long[MOST_CPUS];
    private final Map<Long, Held> held = new HashMap<>();
    private long told;
    private long total;

    /** An event that is held back since then. */
    private record Held(long offset, long from) {}

    Losses(Trouble trouble) {
        this.trouble = trouble;
    }

    long events() {
        return Math.max(told, total);
    }

    /** A CPU's sample; what is lost on that CPU later is lost after it. */
    void sample(int cpu, long time) {
        if (cpu >= 0 && cpu < MOST_CPUS) {
            latest[cpu] = time;
        }
    }

    /** The kernel tells of a loss at the moment it can write again; {@code time} is 0 where no stamp says when. */
    void lost(long offset, int cpu, long time, long count) {
        told = sum(told, count);
        boolean isKnown = cpu >= 0 && cpu < MOST_CPUS && latest[cpu] != 0;
        long from = isKnown ? Math.min(latest[cpu], time) : time;
        add(offset, count, interval(from, time), "%d events lost".formatted(count));
    }

    /** At the end perf tells how many each event lost in all. */
    void total(long count) {
        total = sum(total, count);
    }

    void throttled(long offset, long id, long time) {
        if (held.size() < MOST_HELD) {
            held.putIfAbsent(id, new Held(offset, time));
        }
    }

    void unthrottled(long id, long time) {
        Optional.ofNullable(held.remove(id)).ifPresent(since -> heldBack(since, Math.max(since.from, time)));
    }

    /** Says what is still open after the last record, at {@code time}. */
    void end(long time) {
        held.values().forEach(since -> heldBack(since, Math.max(since.from, time)));
        held.clear();
        if (total > told) {
            add(
                    -1,
                    total - told,
                    Optional.empty(),
                    "%d events lost more than records tell when".formatted(total - told));
        }
    }

    private void heldBack(Held since, long to) {
        var message = "%s@0x%x: samples held back, the kernel does not say how many";
        trouble.issues()
                .add(new Issue(
                        since.offset,
                        IssueKind.LOST_UNCOUNTED,
                        Severity.WARNING,
                        1,
                        interval(since.from, to),
                        message.formatted(trouble.in().file(), since.offset)));
    }

    private void add(long offset, long count, Optional<Issue.Interval> during, String what) {
        var message = offset < 0
                ? "%s: %s".formatted(trouble.in().file(), what)
                : "%s@0x%x: %s".formatted(trouble.in().file(), offset, what);
        trouble.issues().add(new Issue(offset, IssueKind.LOST_EVENTS, Severity.WARNING, count, during, message));
    }

    private static Optional<Issue.Interval> interval(long from, long to) {
        return to == 0 ? Optional.empty() : Optional.of(new Issue.Interval(from, to));
    }

    private static long sum(long a, long count) {
        return Long.MAX_VALUE - a < count ? Long.MAX_VALUE : a + count;
    }
}
