package io.iostrata.ingest.ctf;

import static io.iostrata.ingest.ctf.Slot.Use.ARGUMENT;
import static io.iostrata.ingest.ctf.Slot.Use.BYTES;
import static io.iostrata.ingest.ctf.Slot.Use.CPU;
import static io.iostrata.ingest.ctf.Slot.Use.DEVICE;
import static io.iostrata.ingest.ctf.Slot.Use.DIRECTION;
import static io.iostrata.ingest.ctf.Slot.Use.HANDLED;
import static io.iostrata.ingest.ctf.Slot.Use.MMIO;
import static io.iostrata.ingest.ctf.Slot.Use.MSI_ADDRESS;
import static io.iostrata.ingest.ctf.Slot.Use.MSI_DATA;
import static io.iostrata.ingest.ctf.Slot.Use.PID;
import static io.iostrata.ingest.ctf.Slot.Use.REDIRECTION;
import static io.iostrata.ingest.ctf.Slot.Use.RWBS;
import static io.iostrata.ingest.ctf.Slot.Use.SECTORS;
import static io.iostrata.ingest.ctf.Slot.Use.STATE;
import static io.iostrata.ingest.ctf.Slot.Use.TID;
import static java.util.Map.entry;

import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.simpletrace.EventDeclaration.Argument;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Events and fields under the names other tracers give them: QEMU's without their provider, the kernel's as ftrace has
 * them. perf's are those of perf 6.1's traces; LTTng's kernel names are general knowledge, not yet held against a trace.
 */
final class EventNaming {
    private static final String QEMU = "qemu:";

    /** A field's own name and use, where they differ from the declared. */
    private record Renamed(String name, Slot.Use use) {}

    private static final Map<String, Renamed> BLOCK = Map.of(
            "dev", new Renamed("dev", DEVICE),
            "rwbs", new Renamed("rwbs", RWBS),
            "nr_sector", new Renamed("nr_sector", SECTORS),
            "bytes", new Renamed("bytes", BYTES),
            "old_dev", new Renamed("from_dev", DEVICE),
            "old_sector", new Renamed("from_sector", ARGUMENT));

    private static final Map<String, Renamed> FIELDS = Map.ofEntries(
            entry("kvm_pio.rw", new Renamed("rw", DIRECTION)),
            entry("kvm_mmio.type", new Renamed("rw", MMIO)),
            entry("kvm_set_irq.irq_source_id", new Renamed("source", ARGUMENT)),
            entry("kvm_ioapic_set_irq.e", new Renamed("e", REDIRECTION)),
            entry("kvm_msi_set_irq.address", new Renamed("address", MSI_ADDRESS)),
            entry("kvm_msi_set_irq.data", new Renamed("data", MSI_DATA)),
            entry("kvm_entry.vcpu_id", new Renamed("vcpu", ARGUMENT)),
            entry("kvm_exit.vcpu_id", new Renamed("vcpu", ARGUMENT)),
            entry("kvm_exit.guest_rip", new Renamed("rip", ARGUMENT)),
            entry("kvm_inj_virq.irq", new Renamed("vec", ARGUMENT)),
            entry("kvm_eoi.vector", new Renamed("vec", ARGUMENT)),
            entry("kvm_pv_eoi.vector", new Renamed("vec", ARGUMENT)),
            entry("kvm_userspace_exit.errno", new Renamed("code", ARGUMENT)),
            entry("irq_handler_exit.ret", new Renamed("ret", HANDLED)),
            entry("sched_switch.prev_tid", new Renamed("prev_pid", ARGUMENT)),
            entry("sched_switch.next_tid", new Renamed("next_pid", ARGUMENT)),
            entry("sched_switch.prev_state", new Renamed("prev_state", STATE)),
            entry("sched_wakeup.tid", new Renamed("pid", ARGUMENT)),
            entry("sched_waking.tid", new Renamed("pid", ARGUMENT)),
            entry("sched_wakeup_new.tid", new Renamed("pid", ARGUMENT)));

    /** What perf adds to every event. */
    private static final Map<String, Slot.Use> PERF = Map.of(
            "perf_pid", PID,
            "perf_tid", TID,
            "perf_cpu", CPU,
            "common_type", Slot.Use.NONE,
            "common_flags", Slot.Use.NONE,
            "common_preempt_count", Slot.Use.NONE,
            "common_pid", Slot.Use.NONE);

    private static final Map<String, Slot.Use> CONTEXT = Map.of(
            "pid", PID,
            "vpid", PID,
            "tid", TID,
            "vtid", TID,
            "procname", Slot.Use.COMM,
            "comm", Slot.Use.COMM,
            "cpu_id", CPU);

    private final Names names;
    private final String event;
    private final boolean isQemu;
    private final boolean isOfPerf;
    private final EnumSet<LongColumn> columns = EnumSet.noneOf(LongColumn.class);
    private final EnumSet<Slot.Use> tasks = EnumSet.noneOf(Slot.Use.class);
    private final Map<String, Integer> arguments = new HashMap<>();

    EventNaming(String declared, boolean isOfPerf, Names names) {
        this.names = names;
        this.isOfPerf = isOfPerf;
        isQemu = declared.startsWith(QEMU);
        event = event(declared, isOfPerf);
    }

    /** The event's name. */
    String event() {
        return event;
    }

    private static String event(String declared, boolean isOfPerf) {
        if (declared.startsWith(QEMU)) {
            return declared.substring(QEMU.length());
        }
        if (isOfPerf && declared.matches("\\w+:\\w+")) {
            return declared.substring(declared.indexOf(':') + 1);
        }
        return declared.replaceFirst("^kvm_x86_", "kvm_")
                .replaceFirst("^syscall_entry_", "sys_enter_")
                .replaceFirst("^syscall_exit_", "sys_exit_");
    }

    /** The slot of a part of the event's context: the first pid, tid and name of a task have columns. */
    Slot context(String field) {
        var use = Optional.ofNullable(CONTEXT.get(field)).filter(tasks::add);
        return use.map(task -> Slot.of(field, task, names)).orElseGet(() -> argument(field));
    }

    /** The slot of an argument. */
    Slot payload(String field) {
        var added = isOfPerf ? PERF.get(field) : null;
        if (added != null) {
            return Slot.of(field, added, names);
        }
        var block = event.startsWith("block_") ? BLOCK.get(field) : null;
        var renamed = block == null ? FIELDS.getOrDefault(event + "." + field, new Renamed(field, ARGUMENT)) : block;
        return renamed.use == ARGUMENT ? named(renamed.name) : Slot.of(renamed.name, renamed.use, names);
    }

    private Slot named(String name) {
        boolean isSyscall = event.startsWith("sys_enter_") || (event.startsWith("sys_exit_") && !name.equals("ret"));
        var column = isSyscall
                ? Optional.<LongColumn>empty()
                : isQemu ? Argument.columnOf(name) : LongColumn.ofArgument(name);
        return column.filter(columns::add).map(own -> Slot.of(own, names)).orElseGet(() -> argument(name));
    }

    /** A repeated name is numbered. */
    private Slot argument(String name) {
        int nth = arguments.merge(name, 1, Integer::sum);
        return Slot.of(nth == 1 ? name : name + "." + nth, ARGUMENT, names);
    }
}
