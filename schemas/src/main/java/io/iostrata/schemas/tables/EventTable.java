package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/** events: one row per recorded event. In time order within a source; seq is the order in the file. */
public final class EventTable {
    public static final Field SEQ = Field.required(
            "seq",
            FieldType.INT64,
            "Order in the file, ascending: from 0 without gaps, but with gaps where a large file was read in splits.");
    public static final Field TS_NS = Field.optional(
            "ts_ns", FieldType.INT64, "Stamp in ns on the source's clock; null where the source has no time in ns.");
    public static final Field TS_RAW = Field.optional(
            "ts_raw", FieldType.INT64, "The stamp as written (ticks, counter); null where it equals ts_ns.");
    public static final Field CPU = Field.optional("cpu", FieldType.INT32, "CPU number.");
    public static final Field PID =
            Field.optional("pid", FieldType.INT32, "Process id; for kernel traces the thread group where printed.");
    public static final Field TID = Field.optional("tid", FieldType.INT32, "Thread id.");
    public static final Field COMM = Field.optional("comm", FieldType.STRING, "Task name as printed.");
    public static final Field EVENT =
            Field.required("event", FieldType.STRING, "Event name; for the function tracer the function.");
    public static final Field VDEV = Field.optional("vdev", FieldType.INT64, "Virtio device pointer (u64 bits).");
    public static final Field VQ = Field.optional("vq", FieldType.INT64, "Virtqueue pointer (u64 bits).");
    public static final Field REQ = Field.optional("req", FieldType.INT64, "Request pointer (u64 bits).");
    public static final Field ELEM = Field.optional("elem", FieldType.INT64, "VirtQueueElement pointer (u64 bits).");
    public static final Field ACB =
            Field.optional("acb", FieldType.INT64, "AIO control block: acb, laiocb, luringcb or aiocb (u64 bits).");
    public static final Field PORT = Field.optional("port", FieldType.INT64, "I/O port.");
    public static final Field GSI = Field.optional("gsi", FieldType.INT64, "Global system interrupt.");
    public static final Field LEVEL = Field.optional("level", FieldType.INT64, "Interrupt level, 1 or 0.");
    public static final Field VEC = Field.optional("vec", FieldType.INT64, "Interrupt vector.");
    public static final Field DST = Field.optional("dst", FieldType.INT64, "Interrupt destination (APIC id).");
    public static final Field SECTOR = Field.optional("sector", FieldType.INT64, "First sector, 512 bytes each.");
    public static final Field BYTES = Field.optional("bytes", FieldType.INT64, "Length, bytes.");
    public static final Field OFFSET = Field.optional("offset", FieldType.INT64, "Byte offset.");
    public static final Field RET = Field.optional("ret", FieldType.INT64, "Return value or status (signed).");
    public static final Field CALLER =
            Field.optional("caller", FieldType.STRING, "Calling function, where the tracer prints it.");
    public static final Field ARGS = Field.required(
            "args",
            FieldType.STRING_MAP,
            "The other arguments: pointers 0x hex, integers decimal, strings as they are.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "events",
            "recorded event",
            RunTable.RUN_ID,
            RunTable.INGEST_ID,
            SourceTable.SOURCE_ID,
            SEQ,
            TS_NS,
            TS_RAW,
            CPU,
            PID,
            TID,
            COMM,
            EVENT,
            VDEV,
            VQ,
            REQ,
            ELEM,
            ACB,
            PORT,
            GSI,
            LEVEL,
            VEC,
            DST,
            SECTOR,
            BYTES,
            OFFSET,
            RET,
            CALLER,
            ARGS);

    private EventTable() {}
}
