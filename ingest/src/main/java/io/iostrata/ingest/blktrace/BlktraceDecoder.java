package io.iostrata.ingest.blktrace;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.format.Remainder;
import io.iostrata.ingest.format.TraceDecoder;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What blktrace writes, version 7 (Linux 2.6.17 to 6.x, include/uapi/linux/blktrace_api.h): a file for each CPU, or one
 * of all ({@code blktrace -o -}, {@code blkparse -d}), in the byte order of the machine:
 *
 * <pre>
 * file    := { record }
 * record  := u32 0x65617407 | u32 sequence | u64 time_ns | u64 sector | u32 bytes | u32 action | u32 pid | u32 device
 *          | u32 cpu | u16 error | u16 pdu_len | [ u64 cgroup ] pdu
 * action  := category bits &lt;&lt; 16 | 0x100 with a cgroup | code
 * pdu     := remap: be32 from | be32 to | be64 sector     split: be64 sector     unplug: be64 requests
 * note    := process: comm | timestamp: u32 s | u32 ns | message: text
 * </pre>
 *
 * <p>The files of one trace are read together, earliest record first, so that a request is found whole whichever CPUs it
 * was on. Times are ktime, which is CLOCK_MONOTONIC; blkparse's dump has them from the first record on, notes excepted.
 */
public final class BlktraceDecoder implements TraceDecoder {
    private final List<RecordFile> files;
    private final List<RecordFile> waiting = new ArrayList<>();
    private final IssueLog issues;
    private final BlockRows rows;
    private final Optional<ByteCursor> head;
    private final Known known;
    private final TaskNames tasks;
    private final Sequences sequences;
    private final BlockRecord record = new BlockRecord();
    private final int start;
    private final int realtime;
    private boolean hasBegun;

    public BlktraceDecoder(DecodeInput input) {
        issues = input.issues();
        files = Stream.concat(Stream.of(input.in()), input.others().stream())
                .map(in -> new RecordFile(in, issues))
                .toList();
        rows = new BlockRows(input.names());
        head = input.head();
        known = new Known(issues);
        tasks = known.tasks();
        sequences = known.sequences();
        Names names = input.names();
        start = names.id("blktrace_start");
        realtime = names.id("realtime_ns");
    }

    public static boolean recognises(Head head) {
        return RecordFile.isMagic(head.bytes());
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        if (!hasBegun && head.isPresent()) {
            known.read(head.get());
        }
        hasBegun = true;
        if (waiting.isEmpty()) {
            begin();
        }
        while (!batch.isFull()) {
            if (waiting.isEmpty()) {
                return false;
            }
            var earliest = earliest();
            append(earliest, batch);
            if (!earliest.next()) {
                waiting.remove(earliest);
            }
        }
        return true;
    }

    @Override
    public String format() {
        return "blktrace " + RecordFile.VERSION;
    }

    @Override
    public long lostEvents() {
        return sequences.lost();
    }

    @Override
    public OptionalLong resolutionNs() {
        return known.hasEvents() ? OptionalLong.of(1) : OptionalLong.empty();
    }

    @Override
    public Optional<String> clock() {
        return known.hasEvents() && !known.isRelative() ? Optional.of("mono") : Optional.empty();
    }

    /** What a part brings along at its begin leaves nothing open at its end. */
    @Override
    public Optional<Remainder> remainder() {
        return Optional.of(new NothingLeft());
    }

    private record NothingLeft() implements Remainder {
        @Override
        public boolean join(List<Remainder> parts, IssueLog issues) {
            return true;
        }
    }

    /** At the first record of each file, or of its part that follows. */
    private void begin() throws IOException {
        for (var file : files) {
            if (file.next()) {
                waiting.add(file);
            }
        }
    }

    private RecordFile earliest() {
        var earliest = waiting.get(0);
        for (int i = 1; i < waiting.size(); i++) {
            if (waiting.get(i).u64(8) < earliest.u64(8)) {
                earliest = waiting.get(i);
            }
        }
        return earliest;
    }

    private void append(RecordFile file, EventBatch batch) throws IOException {
        int action = file.i32(28);
        if (RecordReader.isNote(action)) {
            note(file, action, batch);
            return;
        }
        sequences.check(file);
        known.begun(file);
        RecordReader.read(file, record);
        tasks.find(record.pid, record.comm);
        if (record.action == BlockAction.UNKNOWN) {
            issue(file, IssueKind.UNKNOWN_EVENT, "action %d, expected 1 to 17".formatted(RecordReader.code(action)));
        }
        rows.append(batch, record);
    }

    private void note(RecordFile file, int action, EventBatch batch) throws IOException {
        switch (RecordReader.noteCode(action)) {
            case RecordReader.PROCESS -> known.process(file);
            case RecordReader.TIMESTAMP -> timestamp(file, batch);
            case RecordReader.MESSAGE -> {
                RecordReader.read(file, record);
                tasks.find(record.pid, record.comm);
                rows.append(batch, record);
            }
            default ->
                issue(
                        file,
                        IssueKind.UNKNOWN_EVENT,
                        "note %d, expected 0 to 2".formatted(RecordReader.noteCode(action)));
        }
    }

    /** The wall clock when tracing began. Its own time is none of those that count from the first event on. */
    private void timestamp(RecordFile file, EventBatch batch) throws IOException {
        boolean isOnOtherClock = !known.hasEvents() && file.areRelative();
        int at = RecordFile.HEADER + file.text() - file.payload();
        int length = file.payloadLength() - (file.text() - file.payload());
        if (length < 8) {
            issue(file, IssueKind.MALFORMED, "a timestamp of %d bytes, expected 8".formatted(length));
            return;
        }
        batch.begin(rows.next(), start);
        if (!isOnOtherClock) {
            batch.set(LongColumn.TS_RAW, file.u64(8));
        }
        batch.set(IntColumn.CPU, file.i32(40));
        batch.arg(realtime, ArgKind.DECIMAL, file.u32(at) * 1_000_000_000L + file.u32(at + 4));
        batch.end();
    }

    private void issue(RecordFile file, IssueKind kind, String what) {
        ByteCursor in = file.in();
        var message = "%s@0x%x: %s".formatted(in.file(), in.offset(), what);
        issues.add(in.offset(), kind, Severity.WARNING, message);
    }
}
