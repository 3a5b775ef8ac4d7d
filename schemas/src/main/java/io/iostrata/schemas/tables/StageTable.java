package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/** stages: one row per link of a request's chain. A stage is named for the event that closes it. */
public final class StageTable {
    public static final Field CHAIN =
            Field.required("chain", FieldType.STRING, "aio_threads, aio_native or aio_io_uring.");
    public static final Field REQUEST_NO =
            Field.required("request_no", FieldType.INT64, "Number of the request in its chain and source, from 0.");
    public static final Field STAGE = Field.required("stage", FieldType.STRING, "Event that closes the link.");
    public static final Field POSITION =
            Field.required("position", FieldType.INT32, "Place in the chain, 0 is virtio_queue_notify.");
    public static final Field PHASE =
            Field.optional("phase", FieldType.STRING, "submit, io, completion or notify; null at position 0.");
    public static final Field DUR_NS =
            Field.required("dur_ns", FieldType.INT64, "Time since the previous boundary, ns.");
    public static final Field IN_TOTAL =
            Field.required("in_total", FieldType.BOOLEAN, "False at position 0, which is guest time.");
    public static final Field SHAPE =
            Field.required("shape", FieldType.STRING, "The boundaries the request passed, joined by \">\".");
    public static final Field IN_WINDOW =
            Field.required("in_window", FieldType.BOOLEAN, "Inside the benchmark's own requests.");
    public static final Field TAINTED =
            Field.required("tainted", FieldType.BOOLEAN, "A loss of events falls into the request.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "stages",
            "link of a request's chain",
            RunTable.RUN_ID,
            RunTable.INGEST_ID,
            CHAIN,
            SourceTable.SOURCE_ID,
            REQUEST_NO,
            STAGE,
            POSITION,
            PHASE,
            SpanTable.BEGIN_NS,
            DUR_NS,
            IN_TOTAL,
            SHAPE,
            IN_WINDOW,
            TAINTED);

    private StageTable() {}
}
