package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/** request_layers: one row per layer of one I/O. Durations are of the layer's own clock, times are on the reference. */
public final class RequestLayerTable {
    public static final Field POSITION =
            Field.required("position", FieldType.INT32, "Place of the layer in the stack model, outermost first.");
    public static final Field SPAN_ORDINAL = Field.optional(
            "span_ordinal",
            FieldType.INT64,
            "The span it is, of the run, layer and source; of several the first; null where begin and end are of"
                    + " different spans, as with interrupts that answer several requests.");
    public static final Field CUMULATIVE_NS =
            Field.required("cumulative_ns", FieldType.INT64, "Duration of the layer with all inside it, ns.");
    public static final Field DELTA_NS = Field.optional(
            "delta_ns",
            FieldType.INT64,
            "Its own time: cumulative_ns less that of delta_to, ns; exact across clocks. Null for detail layers, which"
                    + " are outside the sum.");
    public static final Field DELTA_TO = Field.optional(
            "delta_to", FieldType.STRING, "The next inner layer of the sum that the request has; null for the last.");
    public static final Field DOWN_NS = Field.optional(
            "down_ns",
            FieldType.INT64,
            "Part of delta_ns on the way down: begin of delta_to less begin, ns; null for the last layer. The estimate;"
                    + " not resolvable where down_hi_ns - down_lo_ns is more than that.");
    public static final Field DOWN_LO_NS =
            Field.optional("down_lo_ns", FieldType.INT64, "The least it can be by clocks and resolution, ns.");
    public static final Field DOWN_HI_NS = Field.optional("down_hi_ns", FieldType.INT64, "The most it can be, ns.");
    public static final Field UP_NS = Field.optional(
            "up_ns", FieldType.INT64, "Part on the way up: end less end of delta_to, ns; down_ns + up_ns = delta_ns.");
    public static final Field UP_LO_NS = Field.optional("up_lo_ns", FieldType.INT64, "The least it can be, ns.");
    public static final Field UP_HI_NS = Field.optional("up_hi_ns", FieldType.INT64, "The most it can be, ns.");
    public static final Field MATCH = Field.required(
            "match",
            FieldType.STRING,
            "How the layer was found: anchor (its span is the request), key (same pointer), place (same device, sector"
                    + " and bytes), containment (the only span in the time of its neighbour), order (the first free of"
                    + " several), shared (a span that serves several requests), signals (last begin before and first end"
                    + " after its neighbour).");

    public static final TableSchema SCHEMA = TableSchema.of(
            "request_layers",
            "layer of one I/O",
            RunTable.RUN_ID,
            RunTable.INGEST_ID,
            RequestTable.REQUEST_NO,
            SpanTable.LAYER,
            POSITION,
            SourceTable.SOURCE_ID,
            SPAN_ORDINAL,
            RequestTable.BEGIN_NS,
            RequestTable.END_NS,
            CUMULATIVE_NS,
            DELTA_NS,
            DELTA_TO,
            DOWN_NS,
            DOWN_LO_NS,
            DOWN_HI_NS,
            UP_NS,
            UP_LO_NS,
            UP_HI_NS,
            MATCH,
            SpanTable.IN_WINDOW,
            RequestTable.TAINTED);

    private RequestLayerTable() {}
}
