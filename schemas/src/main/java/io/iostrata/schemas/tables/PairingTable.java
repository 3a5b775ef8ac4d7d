package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/** pairings: one row per run, layer and source that could feed it. What pairing found, and what it could not pair. */
public final class PairingTable {
    public static final Field ALTERNATIVE =
            Field.required("alternative", FieldType.STRING, "The events that bound the layer here: begin -> end.");
    public static final Field SPANS = Field.required("spans", FieldType.INT64, "Spans paired.");
    public static final Field UNMATCHED = Field.required(
            "unmatched",
            FieldType.INT64,
            "Begins without an end: replaced by a second begin of the key, or still open.");
    public static final Field TAINTED = Field.required("tainted", FieldType.INT64, "Spans that a loss falls into.");
    public static final Field IN_WINDOW =
            Field.required("in_window", FieldType.INT64, "Spans inside the benchmark's own requests.");
    public static final Field WINDOW = Field.required(
            "window", FieldType.STRING, "How the window was laid: benchmark_times, last_requests or everything.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "pairings",
            "run, layer and source",
            RunTable.RUN_ID,
            RunTable.INGEST_ID,
            SpanTable.LAYER,
            SourceTable.SOURCE_ID,
            SpanTable.IS_PRIMARY,
            ALTERNATIVE,
            SPANS,
            UNMATCHED,
            TAINTED,
            IN_WINDOW,
            WINDOW);

    private PairingTable() {}
}
