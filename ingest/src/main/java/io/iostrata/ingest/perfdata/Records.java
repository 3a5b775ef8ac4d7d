package io.iostrata.ingest.perfdata;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.format.Trouble;
import io.iostrata.schemas.tables.IssueKind;
import java.io.IOException;

/**
 * The records of a file: those that tell of events are put in order of time and then become rows, names of threads and
 * losses; those that describe events are taken in as they come.
 *
 * <pre>
 * comm     := u32 pid, u32 tid, name NUL …
 * fork     := u32 pid, u32 ppid, u32 tid, u32 ptid, u64 time
 * lost     := u64 id, u64 count              lost samples := u64 count
 * throttle := u64 time, u64 id, u64 stream id
 * </pre>
 */
final class Records {
    private static final String NO_SAMPLE = "samples of an unknown event or with parts that do not fit in";

    private final RecordReader reader;
    private final Descriptions descriptions;
    private final SampledEvents events;
    private final Rounds rounds = new Rounds();
    private final SkippedRecords skipped;
    private final Tasks tasks;
    private final Losses losses;
    private final Samples samples;
    private final RecordView view;
    private int chainEvent;
    private boolean ended;

    Records(
            RecordReader reader,
            Descriptions descriptions,
            FileHeader header,
            Names names,
            Trouble trouble,
            SkippedRecords skipped) {
        this.reader = reader;
        this.descriptions = descriptions;
        this.skipped = skipped;
        events = descriptions.events();
        tasks = new Tasks(names);
        losses = new Losses(trouble);
        samples = new Samples(events, descriptions.tracing(), names, tasks, trouble);
        view = new RecordView(header.order());
    }

    Losses losses() {
        return losses;
    }

    /** Appends rows until the batch is full; false once there are no more. */
    boolean read(EventBatch batch) throws IOException {
        while (!batch.isFull()) {
            if (samples.hasChain()) {
                samples.appendChain(batch, view, chainEvent);
            } else if (rounds.next()) {
                emit(batch);
            } else if (rounds.isFull()) {
                rounds.halve();
            } else if (!ended && reader.next()) {
                take();
            } else if (!ended) {
                ended = true;
                rounds.end();
            } else {
                losses.end(rounds.latest());
                skipped.report();
                return false;
            }
        }
        return true;
    }

    private void take() throws IOException {
        body(reader.bytes(), reader.begin(), reader.begin() + reader.size());
        switch (reader.kind()) {
            case RecordKind.SAMPLE -> sample();
            case RecordKind.COMM,
                    RecordKind.FORK,
                    RecordKind.LOST,
                    RecordKind.LOST_SAMPLES,
                    RecordKind.THROTTLE,
                    RecordKind.UNTHROTTLE -> other();
            case RecordKind.FINISHED_ROUND -> rounds.finished();
            case RecordKind.HEADER_ATTR -> descriptions.attr(view);
            case RecordKind.EVENT_UPDATE -> descriptions.update(view);
            case RecordKind.FEATURE -> descriptions.feature(view, reader.offset());
            case RecordKind.TRACING_DATA -> tracing();
            case RecordKind.AUXTRACE -> auxtrace();
            default -> unneeded();
        }
    }

    private void body(byte[] bytes, int begin, int end) {
        view.set(bytes, begin + RecordReader.HEADER, end);
    }

    private void sample() {
        int event = events.ofSample(view);
        if (event < 0) {
            skipped.add(reader.offset(), reader.fileBytes(), IssueKind.MALFORMED, NO_SAMPLE);
            return;
        }
        int at = events.attr(event).layout().time();
        add(at < 0 ? rounds.latest() : view.s64(at));
    }

    private void other() {
        long time = trailerTime();
        if (time == 0 || time == -1) {
            apply(reader.kind(), reader.offset(), 0);
        } else {
            add(time);
        }
    }

    private void add(long time) {
        rounds.add(time, reader.offset(), reader.bytes(), reader.begin(), reader.begin() + reader.size());
    }

    /** The time of a record that is no sample; 0 where it has none. */
    private long trailerTime() {
        int event = events.ofOther(view);
        boolean stamped = event >= 0
                && events.attr(event).idsAtEnd()
                && events.attr(event).layout().timeFromEnd() > 0;
        return stamped ? view.s64(view.size() - events.attr(event).layout().timeFromEnd()) : 0;
    }

    private int trailerCpu() {
        int event = events.ofOther(view);
        boolean told = event >= 0
                && events.attr(event).idsAtEnd()
                && events.attr(event).layout().cpuFromEnd() > 0;
        return told ? view.s32(view.size() - events.attr(event).layout().cpuFromEnd()) : -1;
    }

    private void emit(EventBatch batch) {
        view.set(rounds.bytes(), rounds.begin(), rounds.recordEnd());
        int kind = view.s32(0);
        body(rounds.bytes(), rounds.begin(), rounds.recordEnd());
        if (kind != RecordKind.SAMPLE) {
            apply(kind, rounds.offset(), rounds.time());
            return;
        }
        int event = events.ofSample(view);
        if (event < 0 || !samples.append(batch, view, event, rounds.offset())) {
            skipped.add(rounds.offset(), 0, IssueKind.MALFORMED, NO_SAMPLE);
            return;
        }
        chainEvent = event;
        int cpu = events.attr(event).layout().cpu();
        losses.sample(cpu < 0 ? -1 : view.s32(cpu), rounds.time());
    }

    /** Takes in what a record tells that is no sample; its time is 0 where it has none. */
    private void apply(int kind, long offset, long time) {
        switch (kind) {
            case RecordKind.COMM ->
                tasks.named(
                        view.s32(4),
                        view.bytes(),
                        view.from() + Math.min(8, view.size()),
                        view.from() + view.textEnd(8));
            case RecordKind.FORK -> tasks.forked(view.s32(12), view.s32(8));
            case RecordKind.LOST -> losses.lost(offset, trailerCpu(), time, atLeastOne(view.s64(8)));
            case RecordKind.LOST_SAMPLES -> {
                if (time == 0) {
                    losses.total(atLeastOne(view.s64(0)));
                } else {
                    losses.lost(offset, trailerCpu(), time, atLeastOne(view.s64(0)));
                }
            }
            case RecordKind.THROTTLE -> losses.throttled(offset, view.s64(8), view.s64(0));
            case RecordKind.UNTHROTTLE -> losses.unthrottled(view.s64(8), view.s64(0));
            default -> {}
        }
    }

    private static long atLeastOne(long count) {
        return count < 0 ? Long.MAX_VALUE : Math.max(1, count);
    }

    private void tracing() throws IOException {
        if (reader.fileBytes() == 0) {
            unneeded();
            return;
        }
        long from = reader.offset() + reader.size();
        long size = view.s32(0) & 0xffff_ffffL;
        reader.passBehind((size + 7) / 8 * 8);
        descriptions.tracing(from);
        samples.tracing(descriptions.tracing());
    }

    private void auxtrace() throws IOException {
        long offset = reader.offset();
        int size = reader.fileBytes();
        long behind = size == 0 ? 0 : reader.passBehind(view.s64(0));
        skipped.add(offset, size + behind, IssueKind.SKIPPED, "records of AUX data");
    }

    private void unneeded() {
        if (!RecordKind.isKnown(reader.kind())) {
            var what = "records of the unknown kind " + (reader.kind() & 0xffff_ffffL);
            skipped.add(reader.offset(), reader.fileBytes(), IssueKind.SKIPPED, what);
        }
    }
}
