package io.iostrata.ingest.blktrace;

import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.Issue.Interval;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The numbering of records, by device and CPU: a gap is a loss. Numbers are u32, from 1, and wrap. */
final class Sequences {
    /** Series held; those of further devices and CPUs are not checked. */
    private static final int MOST = 1 << 12;
    /** A step back, or one further than any trace, begins a new series. */
    private static final long FURTHEST = 1L << 31;

    private final IssueLog issues;
    private final Map<Long, Series> series = new HashMap<>();
    private long lost;
    private long lastKey = -1;
    private Series last = new Series();

    private static final class Series {
        private boolean hasBegun;
        private long sequence;
        private long timeNs;

        void set(long lastSequence, long lastNs) {
            hasBegun = true;
            sequence = lastSequence;
            timeNs = lastNs;
        }
    }

    Sequences(IssueLog issues) {
        this.issues = issues;
    }

    /** Records missing so far. */
    long lost() {
        return lost;
    }

    /** Checks the current record of the file. */
    void check(RecordFile file) {
        long sequence = file.u32(4);
        long timeNs = file.u64(8);
        var of = of(file);
        long missing = of.hasBegun ? (sequence - of.sequence - 1) & 0xffff_ffffL : sequence - 1;
        if (missing > 0 && missing < FURTHEST) {
            report(file, missing, new Interval(Math.min(of.hasBegun ? of.timeNs : timeNs, timeNs), timeNs));
        }
        of.set(sequence, timeNs);
    }

    /** Takes the current record of the file for the last one of its series, whatever is missing. */
    void follow(RecordFile file) {
        of(file).set(file.u32(4), file.u64(8));
    }

    /** Takes the last number of a series, and its time. */
    void put(long key, long sequence, long timeNs) {
        of(key).set(sequence, timeNs);
    }

    /** Takes a series: device (high half) and CPU, the last number and its time. */
    @FunctionalInterface
    interface Last {
        void accept(long key, long sequence, long timeNs);
    }

    void forEach(Last each) {
        series.forEach((key, of) -> each.accept(key, of.sequence, of.timeNs));
    }

    int size() {
        return series.size();
    }

    /** True where further series are not held. */
    boolean isFull() {
        return series.size() == MOST;
    }

    private Series of(RecordFile file) {
        return of(file.u32(36) << 32 | file.u32(40));
    }

    private Series of(long key) {
        if (key != lastKey) {
            lastKey = key;
            var known = series.get(key);
            last = known == null ? added(key) : known;
        }
        return last;
    }

    private Series added(long key) {
        var fresh = new Series();
        if (series.size() < MOST) {
            series.put(key, fresh);
        }
        return fresh;
    }

    private void report(RecordFile file, long missing, Interval during) {
        lost += missing;
        var message = "%s@0x%x: sequence %d of CPU %d after %d missing ones, expected none"
                .formatted(file.in().file(), file.offset(), file.u32(4), file.u32(40), missing);
        issues.add(new Issue(
                file.offset(), IssueKind.LOST_EVENTS, Severity.WARNING, missing, Optional.of(during), message));
    }
}
