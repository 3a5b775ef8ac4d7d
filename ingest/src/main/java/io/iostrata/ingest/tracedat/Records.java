package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.format.Trouble;
import io.iostrata.ingest.qemulog.QemuEvents;
import io.iostrata.ingest.tracepoint.EventPlan;
import io.iostrata.ingest.tracepoint.EventPlans;
import io.iostrata.ingest.tracepoint.EventRecord;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/** Records of the ring buffer as rows, by the plan of the event whose number they begin with; markers of QEMU are its events. */
final class Records {
    private static final int MOST_RAW = 256;
    private static final int PID_OFFSET = 4;

    private final Metadata metadata;
    private final Names names;
    private final Trouble trouble;
    private final Clock clock;
    private final QemuEvents qemu;
    private final EventPlans plans;
    private final EventRecord record;
    private final Set<Integer> tooShort = new HashSet<>();
    private final int buffer;
    private final int raw;
    private EventPlan[] known = new EventPlan[0];
    private int[] unknown = new int[0];
    private long rows;

    Records(Metadata metadata, DecodeInput input, Trouble trouble, Clock clock) {
        this.metadata = metadata;
        names = input.names();
        qemu = new QemuEvents(input.declarations(), names, input.issues());
        this.trouble = trouble;
        this.clock = clock;
        plans = new EventPlans(names, metadata.layout().longSize(), metadata.kallsyms(), qemu::begin);
        record = new EventRecord(metadata.layout().order(), metadata.layout().longSize());
        buffer = names.id("buffer");
        raw = names.id("raw");
    }

    void append(EventBatch batch, CpuEvents cpu) {
        record.set(cpu.bytes(), cpu.begin(), cpu.end());
        int type = record.u16(0);
        var plan = type >= known.length || known[type] == null ? compiled(type) : known[type];
        int tid;
        if (plan == null) {
            unknown(batch, type, cpu);
            tid = record.s32(PID_OFFSET);
        } else {
            if (!plan.begin(record, batch, rows++)) {
                tooShort(plan, type, cpu);
            }
            tid = plan.tid(record);
        }
        clock.stamp(batch, cpu);
        batch.set(IntColumn.CPU, cpu.data().cpu());
        batch.set(IntColumn.TID, tid);
        batch.set(IntColumn.COMM, metadata.cmdlines().comm(tid, names));
        if (!cpu.data().buffer().isEmpty()) {
            byte[] name = cpu.data().buffer().getBytes(StandardCharsets.ISO_8859_1);
            batch.arg(buffer, name, 0, name.length);
        }
        batch.end();
    }

    /** The plan of an event that is met for the first time; null where it has no description. */
    private EventPlan compiled(int type) {
        if (type >= known.length) {
            known = Arrays.copyOf(known, Math.max(2 * known.length, type + 1));
            unknown = Arrays.copyOf(unknown, known.length);
        }
        var format = metadata.formats().get(type);
        if (format != null) {
            known[type] = plans.plan(format);
        }
        return known[type];
    }

    /** After the last row: reports what markers of QEMU did not agree with their declarations. */
    void end() {
        qemu.end(trouble.in().file());
    }

    private void tooShort(EventPlan plan, int type, CpuEvents cpu) {
        if (tooShort.add(type)) {
            trouble.add(
                    cpu.offset(),
                    IssueKind.WRONG_DECLARATION,
                    Severity.WARNING,
                    1,
                    "a record of %s of %d bytes, expected at least %d (said once)"
                            .formatted(
                                    plan.format().name(),
                                    record.size(),
                                    plan.format().minimumSize()));
        }
    }

    private void unknown(EventBatch batch, int type, CpuEvents cpu) {
        if (unknown[type] == 0) {
            unknown[type] = 1 + names.id("unknown_" + type);
            trouble.add(
                    cpu.offset(),
                    IssueKind.UNKNOWN_EVENT,
                    Severity.WARNING,
                    1,
                    "event %d has no description (said once)".formatted(type));
        }
        batch.begin(rows++, unknown[type] - 1);
        var hex = HexFormat.of().formatHex(cpu.bytes(), cpu.begin(), Math.min(cpu.end(), cpu.begin() + MOST_RAW));
        byte[] text = hex.getBytes(StandardCharsets.US_ASCII);
        batch.arg(raw, text, 0, text.length);
    }
}
