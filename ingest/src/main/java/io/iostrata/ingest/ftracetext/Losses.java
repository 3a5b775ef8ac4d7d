package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.Issue.Interval;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the tracer says it lost: each loss becomes an issue once the stamp of the event after it is known. */
final class Losses {
    private static final int MOST_WAITING = IssueLog.ROWS_PER_KIND;

    /** Where a loss lies as far as the lines before it tell. */
    private enum Begin {
        FILE,
        LAST_EVENT
    }

    private record Loss(long offset, long count, Begin begin, String message) {}

    private final IssueLog issues;
    private final List<Loss> waiting = new ArrayList<>();
    private boolean stamped;
    private long lastStamp;
    private long events;

    Losses(IssueLog issues) {
        this.issues = issues;
    }

    /** Events lost so far, at least. */
    long events() {
        return events;
    }

    /** Lost between the event before this line and the one after it. */
    void here(long offset, long count, String message) {
        add(new Loss(offset, count, Begin.LAST_EVENT, message));
    }

    /** Lost before the events that follow. */
    void before(long offset, long count, String message) {
        add(new Loss(offset, count, Begin.FILE, message));
    }

    /** The stamp of the next event in the file. */
    void event(long stamp) {
        if (!waiting.isEmpty()) {
            report(stamp);
        }
        lastStamp = stamp;
        stamped = true;
    }

    /** No event follows. */
    void end() {
        waiting.forEach(
                loss -> report(loss, stamped ? Optional.of(new Interval(lastStamp, lastStamp)) : Optional.empty()));
        waiting.clear();
    }

    private void add(Loss loss) {
        events = Long.MAX_VALUE - events < loss.count ? Long.MAX_VALUE : events + loss.count;
        waiting.add(loss);
        if (waiting.size() > MOST_WAITING) {
            end();
        }
    }

    private void report(long next) {
        for (var loss : waiting) {
            long from = stamped && loss.begin == Begin.LAST_EVENT ? lastStamp : next;
            report(loss, Optional.of(new Interval(Math.min(from, next), Math.max(from, next))));
        }
        waiting.clear();
    }

    private void report(Loss loss, Optional<Interval> during) {
        issues.add(new Issue(loss.offset, IssueKind.LOST_EVENTS, Severity.WARNING, loss.count, during, loss.message));
    }
}
