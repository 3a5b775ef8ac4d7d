package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/** benchmarks: one row per result a benchmark printed. The figure all layers are held against. */
public final class BenchmarkTable {
    public static final Field SOURCE_ID = Field.optional(
            "source_id", FieldType.INT32, "File the result was printed to; null where only the manifest has it.");
    public static final Field TOOL =
            Field.required("tool", FieldType.STRING, "seqread, fio, dd, ioping, qemu-io, qemu-img bench, or manifest.");
    public static final Field MACHINE = Field.required("machine", FieldType.STRING, "guest or host: where it ran.");
    public static final Field JOB = Field.optional("job", FieldType.STRING, "Name of the job, where it has one.");
    public static final Field OP = Field.optional("op", FieldType.STRING, "read, write or trim, where it is told.");
    public static final Field REQUESTS = Field.optional("requests", FieldType.INT64, "Requests made.");
    public static final Field MEAN_NS =
            Field.required("mean_ns", FieldType.DOUBLE, "Mean latency of a request as printed, ns.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "benchmarks",
            "result of a benchmark",
            RunTable.RUN_ID,
            RunTable.INGEST_ID,
            SOURCE_ID,
            TOOL,
            MACHINE,
            JOB,
            OP,
            REQUESTS,
            MEAN_NS);

    private BenchmarkTable() {}
}
