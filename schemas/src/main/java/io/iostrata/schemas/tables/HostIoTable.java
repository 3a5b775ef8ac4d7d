package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/**
 * host_io: one row per run that has both the times of QEMU's own I/O calls and a host benchmark as its baseline. A
 * benchmark by read() against QEMU's pread64() is a comparison of different calls; these are QEMU's calls themselves.
 */
public final class HostIoTable {
    public static final Field HOST_BENCHMARK_NS =
            Field.required("host_benchmark_ns", FieldType.DOUBLE, "Mean that the host benchmark printed, ns.");
    public static final Field HOST_BENCHMARK_REQUESTS =
            Field.required("host_benchmark_requests", FieldType.INT64, "Requests of the host benchmark.");
    public static final Field SYSCALL_NS = Field.optional(
            "host_syscall_ns", FieldType.DOUBLE, "Mean of layer host_syscall, ns; null where it was not traced.");
    public static final Field SYSCALL_COUNT = Field.required("host_syscall_count", FieldType.INT64, "Spans behind it.");
    public static final Field SYSCALLS = Field.optional(
            "syscalls",
            FieldType.STRING,
            "Which calls those are. io_submit only hands a request over: its time is not that of the I/O.");
    public static final Field WORKER_NS = Field.optional(
            "qemu_worker_ns", FieldType.DOUBLE, "Mean of layer qemu_worker, ns; null where it was not traced.");
    public static final Field WORKER_COUNT = Field.required("qemu_worker_count", FieldType.INT64, "Spans behind it.");
    public static final Field SYSCALL_RATIO =
            Field.optional("host_syscall_over_benchmark", FieldType.DOUBLE, "host_syscall_ns over host_benchmark_ns.");
    public static final Field WORKER_RATIO =
            Field.optional("qemu_worker_over_benchmark", FieldType.DOUBLE, "qemu_worker_ns over host_benchmark_ns.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "host_io",
            "run whose own I/O calls were timed",
            RunTable.RUN_ID,
            RunTable.INGEST_ID,
            RunTable.SET_ID,
            HOST_BENCHMARK_NS,
            HOST_BENCHMARK_REQUESTS,
            SYSCALL_NS,
            SYSCALL_COUNT,
            SYSCALLS,
            SYSCALL_RATIO,
            WORKER_NS,
            WORKER_COUNT,
            WORKER_RATIO);

    private HostIoTable() {}
}
