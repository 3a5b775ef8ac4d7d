package io.iostrata.ingest.simpletrace;

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
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Logs of QEMU's simple trace backend, versions 0, 2, 3 and 4, as rows. {@link RecordReader} has the grammar; argument
 * names and types come from the run's trace-events file.
 */
public final class SimpleTraceDecoder implements TraceDecoder {
    /** Stamps of monotonic clocks stay below (30 years); wall-clock stamps are above. */
    private static final long REALTIME_FROM_NS = 1_000_000_000_000_000_000L;
    /** Names one event may need: its own and its arguments'. */
    private static final int NAMES_AN_EVENT = 256;

    private final DecodeInput input;
    private final RecordReader reader;
    private final RawArguments rawArguments;
    private final boolean isDeclared;
    /** False of a part behind another, which has told what is wrong with the declarations. */
    private final boolean isFirst;

    private long seq;
    private boolean isRealtime;
    private boolean hasBegun;

    public SimpleTraceDecoder(DecodeInput input) {
        this.input = input;
        isFirst = input.head().isEmpty();
        var declarations = TraceEventsFile.of(input.declarations(), isFirst ? input.issues() : new IssueLog());
        isDeclared = !declarations.isEmpty();
        reader = new RecordReader(input.in(), declarations, input.issues(), input.head());
        rawArguments = new RawArguments(input.names());
    }

    /** True for a file that begins with the header, in either byte order. */
    public static boolean recognises(Head head) {
        return head.bytes().length >= LogHeader.MAGIC_BYTES && LogHeader.isMagic(head.bytes(), 0);
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        while (!batch.isFull()) {
            int rows = reader.appendFixed(batch, seq);
            seq += rows;
            if (rows > 0) {
                continue;
            }
            switch (reader.next()) {
                case EVENT -> appendEvent(batch);
                case RAW -> appendRaw(batch);
                case DROPPED -> begin();
                case END -> {
                    begin();
                    return false;
                }
            }
        }
        return true;
    }

    private void appendEvent(EventBatch batch) throws IOException {
        var plan = plan();
        appendHead(batch, plan.event());
        plan.append(batch, input.in().buffer(), reader.payload(), reader.order());
        batch.end();
    }

    private void appendRaw(EventBatch batch) throws IOException {
        appendHead(batch, plan().event());
        rawArguments.append(batch, input.in().buffer(), reader);
        batch.end();
    }

    private void appendHead(EventBatch batch, int event) {
        batch.begin(seq, event);
        batch.set(LongColumn.TS_NS, reader.tsNs());
        if (reader.version().hasPid()) {
            batch.set(IntColumn.PID, reader.pid());
        }
        if (seq == 0) {
            isRealtime = reader.tsNs() > REALTIME_FROM_NS;
            begin();
        }
        seq++;
    }

    private ArgumentPlan plan() throws IOException {
        var type = reader.type();
        return type.plan().isPresent() ? type.plan().get() : makePlan(type);
    }

    private ArgumentPlan makePlan(EventType type) throws IOException {
        if (input.names().size() > Names.MOST - NAMES_AN_EVENT) {
            reader.finish();
            throw input.in().malformed(input.in().offset(), "one more event name, expected at most %d", Names.MOST);
        }
        var plan = ArgumentPlan.of(type, reader.version(), input.names());
        type.plan(plan);
        return plan;
    }

    /** Says once, when the version is known, that declarations are missing. */
    private void begin() {
        if (!hasBegun && !isDeclared && isFirst) {
            input.issues()
                    .add(
                            0,
                            IssueKind.MISSING_DECLARATIONS,
                            Severity.ERROR,
                            ("%s@0x0: %s without declarations of its events, arguments stay raw; expected"
                                            + " --trace-events FILE or a trace-events file beside it")
                                    .formatted(input.in().file(), format()));
        }
        hasBegun = true;
    }

    @Override
    public String format() {
        return "simpletrace " + reader.firstVersion().number();
    }

    @Override
    public long lostEvents() {
        return reader.lostEvents();
    }

    @Override
    public OptionalLong resolutionNs() {
        return reader.hasStamp() ? OptionalLong.of(1) : OptionalLong.empty();
    }

    @Override
    public Optional<String> clock() {
        return isRealtime ? Optional.of("realtime") : Optional.empty();
    }

    @Override
    public Optional<Remainder> remainder() {
        return reader.isTold()
                ? Optional.of(
                        new LogRemainder(input.in().file(), reader.odd(), seq > 0 ? List.of(isRealtime) : List.of()))
                : Optional.empty();
    }
}
