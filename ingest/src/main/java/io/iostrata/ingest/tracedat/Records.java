package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.tracepoint.EventPlan;
import io.iostrata.ingest.tracepoint.EventPlans;
import io.iostrata.ingest.tracepoint.EventRecord;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Records of the ring buffer as rows, by the plan of the event whose number they begin with. */
final class Records {
    private static final int TYPES = 1 << 16;
    private static final int MOST_RAW = 256;
    private static final int PID_OFFSET = 4;

    private final Metadata metadata;
    private final Names names;
    private final Trouble trouble;
    private final Clock clock;
    private final EventPlans plans;
    private final EventRecord record;
    private final EventPlan[] known = new EventPlan[TYPES];
    private final int[] unknown = new int[TYPES];
    private final boolean[] isShort = new boolean[TYPES];
    private final int buffer;
    private final int raw;
    private long rows;

    Records(Metadata metadata, Names names, Trouble trouble, Clock clock) {
        this.metadata = metadata;
        this.names = names;
        this.trouble = trouble;
        this.clock = clock;
        plans = new EventPlans(names, metadata.layout().longSize(), metadata.kallsyms());
        record = new EventRecord(metadata.layout().order(), metadata.layout().longSize());
        buffer = names.id("buffer");
        raw = names.id("raw");
        metadata.formats().forEach((id, format) -> {
            if (id < TYPES) {
                known[id] = plans.plan(format);
            }
        });
    }

    void append(EventBatch batch, CpuEvents cpu) {
        record.set(cpu.bytes(), cpu.begin(), cpu.end());
        int type = record.u16(0);
        var plan = Optional.ofNullable(known[type]);
        int tid;
        if (plan.isPresent()) {
            plan.get().begin(record, batch, rows++);
            tid = plan.get().tid(record);
            checkSize(plan.get(), type, cpu);
        } else {
            unknown(batch, type, cpu);
            tid = record.s32(PID_OFFSET);
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

    private void checkSize(EventPlan plan, int type, CpuEvents cpu) {
        if (!plan.fits(record) && !isShort[type]) {
            isShort[type] = true;
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
        var hex = new StringBuilder();
        for (byte b : Arrays.copyOfRange(cpu.bytes(), cpu.begin(), Math.min(cpu.end(), cpu.begin() + MOST_RAW))) {
            hex.append("%02x".formatted(b));
        }
        byte[] text = hex.toString().getBytes(StandardCharsets.US_ASCII);
        batch.arg(raw, text, 0, text.length);
    }
}
