package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.IssueLog;
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
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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
    /** What is said once, by the kind of event. Of a part of the file it is left to be said. */
    private final Map<Integer, Issue> said = new LinkedHashMap<>();

    private final IssueLog qemuIssues;
    private final int buffer;
    private final int raw;
    private EventPlan[] known = new EventPlan[0];
    private int[] unknown = new int[0];
    private long rows;

    Records(Metadata metadata, DecodeInput input, Trouble trouble, Clock clock) {
        this.metadata = metadata;
        names = input.names();
        qemuIssues = input.in().isPart() ? new IssueLog() : input.issues();
        qemu = new QemuEvents(input.declarations(), names, qemuIssues);
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

    /** What a part of the file leaves open, with what its pages and the file's statistics tell of losses. */
    DatRemainder remainder(Map<Integer, Long> lostOfTopBuffer, String cpuStat) {
        return new DatRemainder(
                trouble.in().file(),
                new LinkedHashMap<>(said),
                qemuIssues.rows(),
                qemu.odd(),
                lostOfTopBuffer,
                cpuStat);
    }

    private void sayOnce(int key, CpuEvents cpu, IssueKind kind, String what) {
        var message = "%s@0x%x: %s (said once)".formatted(trouble.in().file(), cpu.offset(), what);
        var issue = new Issue(cpu.offset(), kind, Severity.WARNING, 1, Optional.empty(), message);
        said.put(key, issue);
        if (!trouble.in().isPart()) {
            trouble.issues().add(issue);
        }
    }

    private void tooShort(EventPlan plan, int type, CpuEvents cpu) {
        if (!said.containsKey(2 * type)) {
            var what = "a record of %s of %d bytes, expected at least %d";
            var format = plan.format();
            var found = what.formatted(format.name(), record.size(), format.minimumSize());
            sayOnce(2 * type, cpu, IssueKind.WRONG_DECLARATION, found);
        }
    }

    private void unknown(EventBatch batch, int type, CpuEvents cpu) {
        if (unknown[type] == 0) {
            unknown[type] = 1 + names.id("unknown_" + type);
            sayOnce(2 * type + 1, cpu, IssueKind.UNKNOWN_EVENT, "event %d has no description".formatted(type));
        }
        batch.begin(rows++, unknown[type] - 1);
        var hex = HexFormat.of().formatHex(cpu.bytes(), cpu.begin(), Math.min(cpu.end(), cpu.begin() + MOST_RAW));
        byte[] text = hex.getBytes(StandardCharsets.US_ASCII);
        batch.arg(raw, text, 0, text.length);
    }
}
