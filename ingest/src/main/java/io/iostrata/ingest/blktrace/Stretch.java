package io.iostrata.ingest.blktrace;

import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Survey.Surveyed;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;

/** The records from one place of a file to another, passed over as a decoder passes them: damage is skipped in the same way. */
final class Stretch {
    private final long begin;
    private final Known known = new Known(new IssueLog());
    private long end = Long.MAX_VALUE;
    private long endNs;
    private long firstNs = Long.MAX_VALUE;
    private long lastNs = Long.MIN_VALUE;

    private Stretch(long begin) {
        this.begin = begin;
    }

    /** From the record at {@code begin} to the first event at {@code near} or behind. */
    static Stretch from(Surveyed file, long begin, long near) throws IOException {
        try (var in = file.cursor(begin)) {
            return passed(new RecordFile(in, new IssueLog()), near, Long.MAX_VALUE)
                    .orElseThrow();
        }
    }

    /**
     * The same from the first place at {@code from} or behind that looks like an event; empty where there is none near, or
     * no event follows by as much again as lies between: it would be read by many.
     */
    static Optional<Stretch> searched(Surveyed file, ByteOrder order, long from, long near) throws IOException {
        long farthest = near == Long.MAX_VALUE ? near : near + (near - from);
        try (var in = file.cursor(from)) {
            var records = new RecordFile(in, new IssueLog());
            return records.seekEvent(order) ? passed(records, near, farthest) : Optional.empty();
        }
    }

    private static Optional<Stretch> passed(RecordFile records, long near, long farthest) throws IOException {
        var stretch = new Stretch(records.offset());
        while (records.next()) {
            if (records.offset() >= near && !RecordReader.isNote(records.i32(28))) {
                stretch.end = records.offset();
                stretch.endNs = records.u64(8);
                return Optional.of(stretch);
            }
            if (records.offset() > farthest) {
                return Optional.empty();
            }
            stretch.pass(records);
        }
        return Optional.of(stretch);
    }

    private void pass(RecordFile records) throws IOException {
        if (hasTime(records)) {
            long timeNs = records.u64(8);
            firstNs = Math.min(firstNs, timeNs);
            lastNs = Math.max(lastNs, timeNs);
        }
        known.pass(records);
    }

    /** True for a record that becomes a row with a time. */
    private boolean hasTime(RecordFile records) throws IOException {
        int action = records.i32(28);
        return !RecordReader.isNote(action)
                || RecordReader.noteCode(action) == RecordReader.MESSAGE
                || (RecordReader.noteCode(action) == RecordReader.TIMESTAMP
                        && (known.hasEvents() || !records.areRelative()));
    }

    long begin() {
        return begin;
    }

    /** Offset of the event it ends before; {@code Long.MAX_VALUE} where it ends with the file. */
    long end() {
        return end;
    }

    /** Time of the event it ends before. */
    long endNs() {
        return endNs;
    }

    /** Smallest time of its rows; {@code Long.MAX_VALUE} without any. */
    long firstNs() {
        return firstNs;
    }

    /** Largest time of its rows; {@code Long.MIN_VALUE} without any. */
    long lastNs() {
        return lastNs;
    }

    /** What its records alone say. */
    Known known() {
        return known;
    }
}
