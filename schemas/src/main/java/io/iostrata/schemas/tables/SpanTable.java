package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/** spans: one row per passage through one layer. One source, hence one clock, a span. */
public final class SpanTable {
    public static final Field LAYER = Field.required("layer", FieldType.STRING, "Layer of the stack model.");
    public static final Field IS_PRIMARY = Field.required(
            "is_primary", FieldType.BOOLEAN, "True for the one source that feeds the layer of this run.");
    public static final Field REQUEST_KEY = Field.optional(
            "request_key",
            FieldType.STRING,
            "What identifies the request (0x hex pointer, device:sector, thread); null where the layer has no key.");
    public static final Field ORDINAL = Field.required(
            "ordinal", FieldType.INT64, "Rank by begin among the spans of run, layer and source, from 0.");
    public static final Field OP =
            Field.optional("op", FieldType.STRING, "read, write, flush or discard, where the events tell.");
    public static final Field DEVICE = Field.optional(
            "device",
            FieldType.STRING,
            "Device the I/O goes to, where the begin tells: vdev (0x hex), or major,minor.");
    public static final Field SECTOR = Field.optional(
            "sector", FieldType.INT64, "First sector of the I/O, 512 bytes each, where the begin tells.");
    public static final Field BYTES =
            Field.optional("bytes", FieldType.INT64, "Length of the I/O, bytes, where the begin tells.");
    public static final Field BEGIN_NS =
            Field.required("begin_ns", FieldType.INT64, "Begin on the source's clock, ns.");
    public static final Field END_NS = Field.required("end_ns", FieldType.INT64, "End on the source's clock, ns.");
    public static final Field DUR_NS = Field.required("dur_ns", FieldType.INT64, "End minus begin; never negative.");
    public static final Field IN_WINDOW =
            Field.required("in_window", FieldType.BOOLEAN, "Inside the benchmark's own requests.");
    public static final Field TAINTED = Field.required("tainted", FieldType.BOOLEAN, "A loss of events falls into it.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "spans",
            "passage through one layer",
            RunTable.RUN_ID,
            RunTable.INGEST_ID,
            LAYER,
            SourceTable.SOURCE_ID,
            IS_PRIMARY,
            REQUEST_KEY,
            ORDINAL,
            OP,
            DEVICE,
            SECTOR,
            BYTES,
            BEGIN_NS,
            END_NS,
            DUR_NS,
            IN_WINDOW,
            TAINTED);

    private SpanTable() {}
}
