package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/** requests: one row per I/O of the guest, followed through the layers that its run's traces hold. */
public final class RequestTable {
    public static final Field REQUEST_NO =
            Field.required("request_no", FieldType.INT64, "Number of the request in its run, by begin, from 0.");
    public static final Field DEVICE = Field.optional(
            "device",
            FieldType.STRING,
            "Device of the guest: vdev (0x hex), or major,minor; null where nothing tells.");
    public static final Field OP =
            Field.optional("op", FieldType.STRING, "read, write, flush or discard; null where no layer's events tell.");
    public static final Field SECTOR = Field.optional(
            "sector", FieldType.INT64, "First sector on the device, 512 bytes each; null where nothing tells.");
    public static final Field BYTES =
            Field.optional("bytes", FieldType.INT64, "Length, bytes; null where nothing tells.");
    public static final Field REFERENCE =
            Field.required("reference", FieldType.STRING, "Clock that begin and end are on (\"host mono\").");
    public static final Field BEGIN_NS =
            Field.required("begin_ns", FieldType.INT64, "Begin of the outermost layer on the reference, ns.");
    public static final Field END_NS = Field.required("end_ns", FieldType.INT64, "begin_ns + total_ns.");
    public static final Field TOTAL_NS = Field.required(
            "total_ns",
            FieldType.INT64,
            "Duration of the outermost layer of the sum, on its own clock, ns: the sum of delta_ns of the request's layers;"
                    + " of the outermost layer where the run holds none of the sum.");
    public static final Field TAINTED =
            Field.required("tainted", FieldType.BOOLEAN, "A loss of events falls into one of its layers.");
    public static final Field COMPLETE = Field.required(
            "complete",
            FieldType.BOOLEAN,
            "It was found in every layer of the run that can be followed: those with spans, on a clock that is related to"
                    + " the reference.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "requests",
            "I/O of the guest",
            RunTable.RUN_ID,
            RunTable.INGEST_ID,
            REQUEST_NO,
            DEVICE,
            OP,
            SECTOR,
            BYTES,
            REFERENCE,
            BEGIN_NS,
            END_NS,
            TOTAL_NS,
            SpanTable.IN_WINDOW,
            TAINTED,
            COMPLETE);

    private RequestTable() {}
}
