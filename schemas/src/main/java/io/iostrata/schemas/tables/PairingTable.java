package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;
import java.util.List;
import java.util.stream.Stream;

/** pairings: one row per run, layer and source that could feed it. What pairing found, and what it could not pair. */
public final class PairingTable {
    public static final Field ALTERNATIVE =
            Field.required("alternative", FieldType.STRING, "The events that bound the layer here: begin -> end.");
    public static final Field SPANS = Field.required("spans", FieldType.INT64, "Spans paired.");
    public static final Field UNMATCHED = Field.required(
            "unmatched",
            FieldType.INT64,
            "Begins without an end: unmatched_replaced + unmatched_open + unmatched_lost.");
    public static final Field UNMATCHED_REPLACED = Field.required(
            "unmatched_replaced",
            FieldType.INT64,
            "Of unmatched: a second begin of the key came before an end, and no loss between the two.");
    public static final Field UNMATCHED_OPEN = Field.required(
            "unmatched_open",
            FieldType.INT64,
            "Of unmatched: still open at the end of the file, and no loss after the begin; or given up behind 65,536 others.");
    public static final Field UNMATCHED_LOST = Field.required(
            "unmatched_lost",
            FieldType.INT64,
            "Of unmatched: events were lost between the begin and a second one of the key, or the end of the file.");
    public static final Field ENDS_ALONE = Field.required(
            "ends_alone",
            FieldType.INT64,
            "Ends without a begin: it was lost, came before the trace, or the event ends something else.");
    public static final Field TAINTED = Field.required("tainted", FieldType.INT64, "Spans that a loss falls into.");
    public static final Field IN_WINDOW =
            Field.required("in_window", FieldType.INT64, "Spans inside the benchmark's own requests.");
    public static final Field WINDOW = Field.required(
            "window", FieldType.STRING, "How the window was laid: benchmark_times, last_requests or everything.");

    public static final Field OF_OTHER_DISKS = Field.required(
            "of_other_disks",
            FieldType.INT64,
            "Requests of other disks than the measured one, of the whole run: their passages may be among the spans. 0 where the"
                    + " layer's events name the disk, or QEMU's tell of no other.");

    public static final Field UNCERTAIN = Field.required(
            "uncertain",
            FieldType.INT64,
            "Begins without an end inside the window, of the primary source: an I/O each, of a duration that only bounds"
                    + " are known of. Under last_requests those after the span before the window.");
    public static final Field UNCERTAIN_LO_NS = Field.required(
            "uncertain_lo_ns",
            FieldType.DECIMAL38,
            "The least their durations add up to, ns: replaced 0, lost the time until the loss began, open the time"
                    + " until the last event.");
    public static final Field UNCERTAIN_HI_NS = Field.optional(
            "uncertain_hi_ns",
            FieldType.DECIMAL38,
            "The most, ns: until the second begin of the key, or the last event; not beyond the benchmark's times. Null"
                    + " where one was given up.");
    public static final Field HIDDEN = Field.optional(
            "hidden",
            FieldType.INT64,
            "Passages that losses inside the window may hide besides: one a lost event at most. Null where the tracer"
                    + " does not say how many it lost.");
    public static final Field HIDDEN_HI_NS = Field.optional(
            "hidden_hi_ns",
            FieldType.DECIMAL38,
            "The most that their durations add up to, ns: from each loss to the next begin, as of passages that follow one"
                    + " another. Null where events were lost from a layer with a key: its passages overlap, and a hidden"
                    + " one may have lasted any time.");

    /** The columns that the ordered pass over one source fills; the others follow from what it could not pair. */
    public static final List<Field> COUNTED = List.of(
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
            WINDOW,
            UNMATCHED_REPLACED,
            UNMATCHED_OPEN,
            UNMATCHED_LOST,
            ENDS_ALONE,
            OF_OTHER_DISKS);

    public static final TableSchema SCHEMA = new TableSchema(
            "pairings",
            "run, layer and source",
            Stream.concat(
                            COUNTED.stream(),
                            Stream.of(UNCERTAIN, UNCERTAIN_LO_NS, UNCERTAIN_HI_NS, HIDDEN, HIDDEN_HI_NS))
                    .toList());

    private PairingTable() {}
}
