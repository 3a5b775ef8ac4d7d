package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/** sources: one row per raw file. bytes_decoded + bytes_skipped = size_bytes, always. */
public final class SourceTable {
    public static final Field SOURCE_ID =
            Field.required("source_id", FieldType.INT32, "Number of the file in its run, by path, from 1.");
    public static final Field PATH = Field.required("path", FieldType.STRING, "Path inside the run, as stored.");
    public static final Field FORMAT = Field.required(
            "format", FieldType.STRING, "Recognised format and version (\"simpletrace 4\"), or \"other\".");
    public static final Field MACHINE =
            Field.optional("machine", FieldType.STRING, "guest or host; null where nothing tells.");
    public static final Field LAYER =
            Field.optional("layer", FieldType.STRING, "Layer the manifest names for the file.");
    public static final Field CLOCK = Field.optional(
            "clock", FieldType.STRING, "Clock of its stamps, normalised (\"host mono\"); null where nothing tells.");
    public static final Field NS_PER_TICK = Field.optional(
            "ns_per_tick",
            FieldType.DOUBLE,
            "Length of a tick as the manifest gives it, ns; null where stamps are in ns or the rate is not given.");
    public static final Field SIZE_BYTES = Field.required("size_bytes", FieldType.INT64, "Size decompressed, bytes.");
    public static final Field STORED_BYTES = Field.required("stored_bytes", FieldType.INT64, "Size as stored, bytes.");
    public static final Field SHA256 = Field.required("sha256", FieldType.STRING, "Digest of the file as stored.");
    public static final Field EVENTS = Field.required("events", FieldType.INT64, "Events decoded.");
    public static final Field BYTES_DECODED =
            Field.required("bytes_decoded", FieldType.INT64, "Decompressed bytes that a decoder understood.");
    public static final Field BYTES_SKIPPED = Field.required(
            "bytes_skipped", FieldType.INT64, "Decompressed bytes that it did not; each stretch is an issue.");
    public static final Field LOST_EVENTS =
            Field.required("lost_events", FieldType.INT64, "Events that the tracer itself says it lost (at least).");
    public static final Field LATE_EVENTS = Field.required(
            "late_events",
            FieldType.INT64,
            "Events that came later than the reordering window and were merged from disk.");
    public static final Field RESOLUTION_NS = Field.optional(
            "resolution_ns", FieldType.INT64, "Step of the stamps, ns: 1 or 1000; null without a time in ns.");
    public static final Field FIRST_TS_NS = Field.optional("first_ts_ns", FieldType.INT64, "Smallest stamp, ns.");
    public static final Field LAST_TS_NS = Field.optional("last_ts_ns", FieldType.INT64, "Largest stamp, ns.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "sources",
            "raw file",
            RunTable.RUN_ID,
            RunTable.INGEST_ID,
            SOURCE_ID,
            PATH,
            FORMAT,
            MACHINE,
            LAYER,
            CLOCK,
            NS_PER_TICK,
            SIZE_BYTES,
            STORED_BYTES,
            SHA256,
            EVENTS,
            BYTES_DECODED,
            BYTES_SKIPPED,
            LOST_EVENTS,
            LATE_EVENTS,
            RESOLUTION_NS,
            FIRST_TS_NS,
            LAST_TS_NS);

    private SourceTable() {}
}
