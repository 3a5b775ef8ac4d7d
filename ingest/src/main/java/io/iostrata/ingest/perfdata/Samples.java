package io.iostrata.ingest.perfdata;

import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.format.Trouble;
import io.iostrata.ingest.tracedat.TracingData;
import io.iostrata.ingest.tracepoint.EventFormat;
import io.iostrata.ingest.tracepoint.EventPlan;
import io.iostrata.ingest.tracepoint.EventPlans;
import io.iostrata.ingest.tracepoint.EventRecord;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Samples as rows: those of tracepoints by the event's description, as from the kernel's text; others with the place
 * {@code ip} and the address {@code addr} that they were taken at. A call chain is a row of its own after the sample.
 */
final class Samples {
    private static final int MOST_RAW = 256;

    private final SampledEvents events;
    private final Names names;
    private final Tasks tasks;
    private final Trouble trouble;
    private final int ip;
    private final int addr;
    private final int raw;
    private final CallChain chain;
    private final List<Kind> kinds = new ArrayList<>();
    private TracingData tracing;
    private EventPlans plans;
    private EventRecord record;
    private int rawFrom;
    private boolean hasChain;
    private long rows;

    /** How samples of one event become rows. */
    private static final class Kind {
        private final int name;
        private final Optional<EventPlan> plan;
        private boolean isWrong;

        Kind(int name, Optional<EventPlan> plan) {
            this.name = name;
            this.plan = plan;
        }
    }

    Samples(SampledEvents events, TracingData tracing, Names names, Tasks tasks, Trouble trouble) {
        this.events = events;
        this.names = names;
        this.tasks = tasks;
        this.trouble = trouble;
        ip = names.id("ip");
        addr = names.id("addr");
        raw = names.id("raw");
        chain = new CallChain(names);
        tracing(tracing);
    }

    /** Descriptions of tracepoints, for events that no sample was of so far. */
    void tracing(TracingData data) {
        tracing = data;
        plans = new EventPlans(names, data.longSize(), data.symbols());
        record = new EventRecord(data.order(), data.longSize());
    }

    /** Appends the row of a sample; false where its parts do not fit in, then there is none. */
    boolean append(EventBatch batch, RecordView body, int event, long offset) {
        var layout = events.attr(event).layout();
        int at = layout.afterRead(body);
        int callers = at < 0 ? -1 : layout.callers(body, at);
        if (callers < 0) {
            return false;
        }
        chain.set(at + 8, callers);
        int rawAt = layout.hasCallers() ? at + 8 + 8 * callers : at;
        int rawSize = layout.hasRaw() ? body.s32(rawAt) : 0;
        if (rawSize < 0 || rawSize > body.size() - rawAt - (layout.hasRaw() ? 4 : 0)) {
            return false;
        }
        rawFrom = body.from() + rawAt + 4;
        record.set(body.bytes(), rawFrom, rawFrom + rawSize);
        begin(batch, body, event, offset);
        common(batch, body, layout);
        batch.end();
        hasChain = callers > 0;
        return true;
    }

    private void begin(EventBatch batch, RecordView body, int event, long offset) {
        var kind = kind(event, offset);
        var layout = events.attr(event).layout();
        if (kind.plan.isPresent() && record.size() > 0) {
            kind.plan.get().begin(record, batch, rows++);
            check(kind, event, offset);
            return;
        }
        batch.begin(rows++, kind.name);
        if (record.size() > 0 && events.attr(event).isTracepoint()) {
            raw(batch, body);
        } else if (layout.ip() >= 0) {
            batch.arg(ip, ArgKind.HEX, body.s64(layout.ip()));
        }
        if (layout.addr() >= 0 && !events.attr(event).isTracepoint()) {
            batch.arg(addr, ArgKind.HEX, body.s64(layout.addr()));
        }
    }

    private void raw(EventBatch batch, RecordView body) {
        int to = rawFrom + Math.min(record.size(), MOST_RAW);
        byte[] hex = HexFormat.of().formatHex(body.bytes(), rawFrom, to).getBytes(StandardCharsets.US_ASCII);
        batch.arg(raw, hex, 0, hex.length);
    }

    private void common(EventBatch batch, RecordView body, SampleLayout layout) {
        if (layout.time() >= 0) {
            batch.set(LongColumn.TS_NS, body.s64(layout.time()));
        }
        if (layout.cpu() >= 0) {
            batch.set(IntColumn.CPU, body.s32(layout.cpu()));
        }
        if (layout.tid() >= 0) {
            int tid = body.s32(layout.tid() + 4);
            batch.set(IntColumn.PID, body.s32(layout.tid()));
            batch.set(IntColumn.TID, tid);
            batch.set(IntColumn.COMM, tasks.comm(tid));
        }
    }

    /** True where the sample that was appended last has a call chain to come. */
    boolean hasChain() {
        return hasChain;
    }

    /** Appends the call chain of the sample that was appended last. */
    void appendChain(EventBatch batch, RecordView body, int event) {
        hasChain = false;
        if (chain.begin(batch, body, rows)) {
            rows++;
            common(batch, body, events.attr(event).layout());
            batch.end();
        }
    }

    private void check(Kind kind, int event, long offset) {
        var format = kind.plan.orElseThrow().format();
        boolean isOther = record.u16(0) != format.id();
        if (!kind.isWrong && (isOther || record.size() < format.minimumSize())) {
            kind.isWrong = true;
            wrong(
                    IssueKind.WRONG_DECLARATION,
                    offset,
                    "a record of %s of %d bytes for event %d, expected at least %d for %d (said once)"
                            .formatted(
                                    events.eventName(event),
                                    record.size(),
                                    record.u16(0),
                                    format.minimumSize(),
                                    format.id()));
        }
    }

    private Kind kind(int event, long offset) {
        while (kinds.size() <= event) {
            kinds.add(null);
        }
        var known = Optional.ofNullable(kinds.get(event));
        return known.isPresent() ? known.get() : describe(event, offset);
    }

    private Kind describe(int event, long offset) {
        var attr = events.attr(event);
        var name = events.eventName(event);
        var format = attr.isTracepoint() && attr.config() == (int) attr.config()
                ? Optional.ofNullable(tracing.formats().get((int) attr.config()))
                : Optional.<EventFormat>empty();
        if (attr.isTracepoint() && format.isEmpty()) {
            wrong(IssueKind.UNKNOWN_EVENT, offset, "%s has no description (said once)".formatted(name));
        }
        var own = attr.isTracepoint() ? name.substring(name.lastIndexOf(':') + 1) : name;
        var shown = format.map(EventFormat::name).orElse(own.isEmpty() ? name : own);
        var kind = new Kind(names.id(shown), format.map(plans::plan));
        kinds.set(event, kind);
        return kind;
    }

    private void wrong(IssueKind kind, long offset, String what) {
        trouble.add(offset, kind, Severity.WARNING, 1, what);
    }
}
