package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/**
 * vcpu_stats: one row per run, vCPU, state and reason. Two views of the same time, from QEMU (kvm_run, qemu) and from kvm
 * (guest, host), each with the parts of a state, which add up to it. In the window, untainted.
 */
public final class VcpuStatsTable {
    public static final Field VCPU = Field.optional(
            "vcpu", FieldType.INT32, "Number of the vCPU, QEMU's or kvm's; null where the events do not tell.");
    public static final Field TID =
            Field.optional("tid", FieldType.INT32, "The vCPU's thread, in kernel traces; null for QEMU's own events.");
    public static final Field STATE = Field.required(
            "state",
            FieldType.STRING,
            "QEMU: kvm_run (in kvm and the guest), qemu (out of KVM_RUN; parts qemu_io, to the end of the exit's handler, and"
                    + " qemu_other). kvm: guest, host (out of the guest; parts host_kernel and host_userspace, where"
                    + " kvm_userspace_exit was traced). injected: interrupts. set_irq_level: QEMU's ioctl for an interrupt line.");
    public static final Field PART_OF = Field.optional(
            "part_of",
            FieldType.STRING,
            "The state that this one is in, and adds up to with the others of it; else null.");
    public static final Field REASON = Field.optional(
            "reason",
            FieldType.STRING,
            "Why the guest was left (guest: why it ended); injected: the vector; set_irq_level: the line; else null.");
    public static final Field COUNT = Field.required("count", FieldType.INT64, "Times in the state, or interrupts.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "vcpu_stats",
            "run, vCPU, state and reason",
            RunTable.RUN_ID,
            RunTable.INGEST_ID,
            SourceTable.SOURCE_ID,
            VCPU,
            TID,
            STATE,
            PART_OF,
            REASON,
            COUNT,
            Distribution.SUM_NS,
            Distribution.MEAN_NS,
            Distribution.P50_NS,
            Distribution.P99_NS,
            Distribution.MAX_NS);

    private VcpuStatsTable() {}
}
