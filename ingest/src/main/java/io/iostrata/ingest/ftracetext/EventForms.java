package io.iostrata.ingest.ftracetext;

import static java.util.Map.entry;

import io.iostrata.ingest.eventtext.EventRow;
import io.iostrata.ingest.eventtext.EventShape;
import io.iostrata.ingest.eventtext.KeyValues;
import io.iostrata.ingest.format.Names;
import java.util.List;
import java.util.Map;

/**
 * The events whose fields are no self-describing text, and how kernels from 2.6.31 to 6.18 print them: the TP_printk of
 * arch/x86/kvm/trace.h, include/trace/events/{kvm,block,irq,sched,io_uring,syscalls}.h, commonest form first; and how
 * the plugins of trace-cmd print them where that differs.
 */
public final class EventForms {
    private static final String REQUEST = "{dev} {rwbs} {bytes:d} ({cmd:s}) {sector:d} + {nr_sector:d} ";
    private static final String DONE = "{dev} {rwbs} ({cmd:s}) {sector:d} + {nr_sector:d} ";
    private static final String BIO = "{dev} {rwbs} {sector:d} + {nr_sector:d} ";

    private static final List<String> RQ_OF_TASK = List.of(REQUEST + "[{comm:s}]", REQUEST + "{ioprio} [{comm:s}]");
    private static final List<String> RQ_DONE = List.of(DONE + "[{error:d}]", DONE + "{ioprio} [{error:d}]");
    private static final List<String> BIO_OF_TASK = List.of(BIO + "[{comm:s}]");

    private static final Map<String, List<String>> BLOCK = Map.ofEntries(
            entry("block_rq_issue", RQ_OF_TASK),
            entry("block_rq_insert", RQ_OF_TASK),
            entry("block_rq_merge", RQ_OF_TASK),
            entry("block_io_start", RQ_OF_TASK),
            entry("block_io_done", RQ_OF_TASK),
            entry("block_rq_complete", RQ_DONE),
            entry("block_rq_requeue", RQ_DONE),
            entry("block_rq_error", RQ_DONE),
            entry("block_rq_abort", RQ_DONE),
            entry("block_bio_queue", BIO_OF_TASK),
            entry("block_bio_backmerge", BIO_OF_TASK),
            entry("block_bio_frontmerge", BIO_OF_TASK),
            entry("block_bio_bounce", BIO_OF_TASK),
            entry("block_getrq", BIO_OF_TASK),
            entry("block_sleeprq", BIO_OF_TASK),
            entry("block_bio_complete", List.of(BIO + "[{error:d}]")),
            entry("block_bio_remap", List.of(BIO + "<- ({from_dev}) {from_sector}")),
            entry("block_rq_remap", List.of(BIO + "<- ({from_dev}) {from_sector} {nr_bios}")),
            entry("block_split", List.of("{dev} {rwbs} {sector:d} / {new_sector} [{comm:s}]")),
            entry("block_plug", List.of("[{comm:s}]")),
            entry("block_unplug", List.of("[{comm:s}] {nr_rq:d}")),
            entry("block_unplug_io", List.of("[{comm:s}] {nr_rq:d}")),
            entry("block_unplug_timer", List.of("[{comm:s}] {nr_rq:d}")));

    private static final String EXIT = "vcpu {vcpu} reason {reason:s} rip {rip} info1 {info1} info2 {info2}";
    private static final String EXIT_CODES = EXIT + " intr_info {intr_info} error_code {error_code}";
    private static final String PIO = "pio_{rw} at 0x{port:x} size {size} count {count}";
    private static final String MODES = " ({delivery}|{dest_mode}|{trigger})";
    private static final String IOAPIC = "pin {pin} dst {dst:x} vec {vec:d}" + MODES;
    private static final String OLD_IOAPIC = "pin {pin} dst {dst:x} vec={vec:d}" + MODES;
    private static final String PIC = "chip {chip} pin {pin} ({trigger})";
    private static final String ACCEPT = "apicid {apicid} vec {vec:d} ({delivery}|{trigger})";
    private static final String NEXT_TASK = "next_comm={next_comm:s} next_pid={next_pid} next_prio={next_prio}";
    private static final String WAKEUP = "comm={comm:s} pid={pid} prio={prio} ";
    private static final String TOOL_WAKEUP = "{comm:s}:{pid} [{prio}] CPU:{target_cpu}";
    private static final List<String> WOKEN = List.of(
            WAKEUP + "target_cpu={target_cpu}", WAKEUP + "success={success} target_cpu={target_cpu}", TOOL_WAKEUP);
    private static final String RING_REQ = "ring {ring}, req {req}, user_data {user_data}, ";

    private static final Map<String, List<String>> PRINTED = Map.ofEntries(
            entry("kvm_pio", List.of(PIO + " val {val} {rest:s}", PIO + " val {val}", PIO)),
            entry("kvm_set_irq", List.of("gsi {gsi:d} level {level:d} source {source}", "gsi {gsi:d}")),
            entry("kvm_ioapic_set_irq", List.of(IOAPIC, IOAPIC + " {note:s}", OLD_IOAPIC, OLD_IOAPIC + " {note:s}")),
            entry("kvm_pic_set_irq", List.of(PIC, PIC + " {note:s}")),
            entry("kvm_mmio", List.of("mmio {rw} len {len} gpa {gpa} val {val}")),
            entry("kvm_fast_mmio", List.of("fast mmio at gpa {gpa}")),
            entry(
                    "kvm_exit",
                    List.of(
                            EXIT_CODES,
                            EXIT_CODES + " requests {requests}",
                            EXIT,
                            "reason {reason:s} rip {rip} info {info1} {info2}",
                            "reason {reason:s} rip {rip}")),
            entry(
                    "kvm_entry",
                    List.of(
                            "vcpu {vcpu}, rip {rip}",
                            "vcpu {vcpu}, rip {rip} intr_info {intr_info} error_code {error_code}[{note:s}]",
                            "vcpu {vcpu}, rip {rip} intr_info {intr_info} error_code {error_code}",
                            "vcpu {vcpu}, rip {rip}[{note:s}]",
                            "vcpu {vcpu} rip {rip}",
                            "vcpu {vcpu}")),
            entry(
                    "kvm_inj_virq",
                    List.of(
                            "{kind} 0x{vec:x}",
                            "{kind} 0x{vec:x} [{note:s}]",
                            "{kind} {vec:d}",
                            "{kind} {vec:d} [{note:s}]")),
            entry("kvm_apic_accept_irq", List.of(ACCEPT, ACCEPT + " {note:s}")),
            entry("kvm_eoi", List.of("apicid {apicid} vector {vec:d}")),
            entry("kvm_pv_eoi", List.of("apicid {apicid} vector {vec:d}")),
            entry("kvm_ack_irq", List.of("irqchip {irqchip:s} pin {pin}")),
            entry("kvm_userspace_exit", List.of("reason {reason:s} ({code:d})")),
            entry("kvm_vcpu_wakeup", List.of("{kind} time {time_ns} ns, polling {polling}")),
            entry("kvm_halt_poll_ns", List.of("vcpu {vcpu}: halt_poll_ns {halt_poll_ns} ({change} {old})")),
            entry("kvm_msr", List.of("msr_{rw} {msr} = {val}", "msr_{rw} {msr} = {val} ({note:s})")),
            entry("kvm_cr", List.of("cr_{rw} {cr} = {val}")),
            entry("softirq_entry", List.of("vec={vec:d} [action={action:s}]")),
            entry("softirq_exit", List.of("vec={vec:d} [action={action:s}]")),
            entry("softirq_raise", List.of("vec={vec:d} [action={action:s}]")),
            entry(
                    "sched_switch",
                    List.of(
                            "prev_comm={prev_comm:s} prev_pid={prev_pid} prev_prio={prev_prio} prev_state={prev_state}"
                                    + " ==> " + NEXT_TASK,
                            "{prev_comm:s}:{prev_pid} [{prev_prio}] {prev_state} ==> {next_comm:s}:{next_pid} [{next_prio}]")),
            entry("sched_wakeup", WOKEN),
            entry("sched_waking", WOKEN),
            entry("sched_wakeup_new", WOKEN),
            entry("sys_enter", List.of("NR {nr:d} ({args:s})")),
            entry("sys_exit", List.of("NR {nr:d} = {ret:d}")),
            entry("io_uring_submit_req", List.of(RING_REQ + "opcode {opcode}, flags {flags}, sq_thread {sq_thread}")),
            entry(
                    "io_uring_submit_sqe",
                    List.of(RING_REQ
                            + "opcode {opcode}, flags {flags}, non block {force_nonblock}, sq_thread {sq_thread}")),
            entry(
                    "io_uring_create",
                    List.of("ring {ring}, fd {fd} sq size {sq_size}, cq size {cq_size}, flags {flags}")));

    private static final List<String> MESSAGE =
            List.of("dst {dst:x} vec {vec:d}" + MODES, "dst {dst:d} vec {vec:x}" + MODES);

    private static final List<String> MARKERS = List.of("tracing_mark_write", "print", "bprint", "bputs");

    private EventForms() {}

    /** The forms that an event of that name is printed in, commonest first; none for one that describes itself. */
    public static List<String> printed(String event) {
        if (event.equals("kvm_msi_set_irq")) {
            return MESSAGE;
        }
        return isBlock(event) ? BLOCK.get(event) : PRINTED.getOrDefault(event, List.of());
    }

    /** True for an event whose rwbs letters and sectors say more than they are. */
    public static boolean isBlock(String event) {
        return BLOCK.containsKey(event);
    }

    /** The shape of an event of that name, for one file. */
    static EventShape of(String event, Names names, KeyValues selfDescribing) {
        if (MARKERS.contains(event)) {
            return EventRow::text;
        }
        if (event.equals("kvm_msi_set_irq")) {
            return new MsiShape(names, selfDescribing);
        }
        if (event.startsWith("sys_exit_")) {
            return (row, from, to) -> SyscallShape.result(row, from, to, selfDescribing);
        }
        if (event.startsWith("sys_enter_")) {
            return new SyscallFields(names);
        }
        var block = BLOCK.get(event);
        if (block != null) {
            return new BlockShape(PrintFormat.all(block, names), names, selfDescribing);
        }
        var printed = PRINTED.get(event);
        return printed == null ? selfDescribing : new PrintedShape(PrintFormat.all(printed, names), selfDescribing);
    }
}
