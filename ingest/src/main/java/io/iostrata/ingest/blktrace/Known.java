package io.iostrata.ingest.blktrace;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.IssueLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What the records before a place say of those behind it: the names of tasks, the last number of each series, and whether
 * times count from the first event on. To go to who reads on from there it is written as the records that say it:
 *
 * <pre>
 * head := event { process note } { event }     (the first one of the file; names; the last one of each series)
 * </pre>
 */
final class Known {
    /** Tasks whose names are brought along: 64 bytes each. */
    private static final int MOST_TASKS = 1 << 14;

    private static final int QUEUE = 1;

    private final TaskNames tasks = new TaskNames();
    private final Sequences sequences;
    private boolean hasEvents;
    private boolean isRelative;

    /** Nothing. Losses go to {@code issues}. */
    Known(IssueLog issues) {
        sequences = new Sequences(issues);
    }

    TaskNames tasks() {
        return tasks;
    }

    Sequences sequences() {
        return sequences;
    }

    boolean hasEvents() {
        return hasEvents;
    }

    /** True if times count from the first event on, as in blkparse's dump. */
    boolean isRelative() {
        return isRelative;
    }

    /** Names and numbers. */
    int size() {
        return tasks.size() + sequences.size();
    }

    /** The file's current record is an event. */
    void begun(RecordFile file) {
        isRelative |= !hasEvents && file.u64(8) == 0;
        hasEvents = true;
    }

    /** The file's current record is a process note. */
    void process(RecordFile file) {
        tasks.put(file.i32(32), file.in().buffer(), file.text(), file.payload() + file.payloadLength());
    }

    /** Takes in the file's current record, and tells of no loss. */
    void pass(RecordFile file) {
        int action = file.i32(28);
        if (!RecordReader.isNote(action)) {
            begun(file);
            sequences.follow(file);
        } else if (RecordReader.noteCode(action) == RecordReader.PROCESS) {
            process(file);
        }
    }

    /** Takes in what is known of the records that follow those it knows. */
    void add(Known behind) {
        isRelative = hasEvents ? isRelative : behind.isRelative;
        hasEvents |= behind.hasEvents;
        behind.tasks.forEach(tasks::put);
        behind.sequences.forEach(sequences::put);
    }

    /** True if it is little enough to be brought along, all of it, and there is something. */
    boolean isPortable() {
        return hasEvents && tasks.size() <= MOST_TASKS && !sequences.isFull();
    }

    /** Takes in what {@link #head} wrote. */
    void read(ByteCursor head) throws IOException {
        var records = new RecordFile(head, new IssueLog());
        if (records.next()) {
            begun(records);
        }
        while (records.next()) {
            pass(records);
        }
    }

    byte[] head(ByteOrder order) {
        int records = 1 + tasks.size() + sequences.size();
        var head = ByteBuffer.allocate(records * (RecordFile.HEADER + TaskNames.LONGEST))
                .order(order);
        event(head, 0, 0, isRelative ? 0 : 1);
        tasks.forEach((pid, bytes, from, to) -> process(head, pid, Arrays.copyOfRange(bytes, from, to)));
        sequences.forEach((key, sequence, timeNs) -> event(head, key, sequence, timeNs));
        return Arrays.copyOf(head.array(), head.position());
    }

    private static void event(ByteBuffer head, long key, long sequence, long timeNs) {
        head.putInt(RecordFile.MAGIC | RecordFile.VERSION)
                .putInt((int) sequence)
                .putLong(timeNs);
        head.putLong(0).putInt(0).putInt(QUEUE).putInt(0);
        head.putInt((int) (key >>> 32)).putInt((int) key).putInt(0);
    }

    private static void process(ByteBuffer head, int pid, byte[] name) {
        head.putInt(RecordFile.MAGIC | RecordFile.VERSION).putInt(0).putLong(0);
        head.putLong(0)
                .putInt(0)
                .putInt(RecordReader.NOTIFY | RecordReader.PROCESS)
                .putInt(pid);
        head.putInt(0)
                .putInt(0)
                .putShort((short) 0)
                .putShort((short) name.length)
                .put(name);
    }
}
