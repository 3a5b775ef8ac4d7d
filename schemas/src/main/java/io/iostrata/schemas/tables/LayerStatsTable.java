package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;
import java.util.List;

/** layer_stats: one row per run and layer. Over primary, in-window, untainted spans. */
public final class LayerStatsTable {
    public static final Field POSITION =
            Field.required("position", FieldType.INT32, "Order of the layer, outermost first, from 1.");
    public static final Field SOURCE_ID = Field.optional(
            "source_id", FieldType.INT32, "The primary source; null where the figure is the manifest's.");
    public static final Field UNMATCHED = Field.required("unmatched", FieldType.INT64, "Begins without an end.");
    public static final Field TAINTED =
            Field.required("tainted", FieldType.INT64, "Spans left out because a loss falls into them.");
    public static final Field OUTSIDE_WINDOW =
            Field.required("outside_window", FieldType.INT64, "Spans left out because they are not the benchmark's.");
    public static final Field LOST_EVENTS =
            Field.required("lost_events", FieldType.INT64, "Events the primary source lost.");
    public static final Field MATCHED = Field.required(
            "matched", FieldType.INT64, "Spans of the primary source, in the window or not, tainted or not.");
    public static final Field UNCERTAIN = Field.required(
            "uncertain",
            FieldType.INT64,
            "I/Os of the window of which only bounds of the duration are known: tainted spans, 0 to dur_ns, and begins"
                    + " without an end, as pairings.uncertain has them.");
    public static final Field MEAN_LO_NS = Field.optional(
            "mean_lo_ns",
            FieldType.DOUBLE,
            "The least the mean can be had nothing been lost, ns: mean_ns, or (sum_ns + least of the uncertain) /"
                    + " (count + uncertain + hidden), whichever is less. Null where the number of lost events is unknown.");
    public static final Field MEAN_HI_NS = Field.optional(
            "mean_hi_ns",
            FieldType.DOUBLE,
            "The most, ns: mean_ns, or (sum_ns + most of the uncertain + most of the hidden) / (count + uncertain),"
                    + " whichever is more. Null where nothing bounds one of them.");
    public static final Field CONTROL_NS =
            Field.optional("control_ns", FieldType.DOUBLE, "The benchmark's own mean in this run, ns.");

    public static final TableSchema SCHEMA = new TableSchema(
            "layer_stats",
            "run and layer",
            Distribution.between(
                    List.of(RunTable.RUN_ID, RunTable.INGEST_ID, SpanTable.LAYER, POSITION, SOURCE_ID),
                    List.of(
                            UNMATCHED,
                            TAINTED,
                            OUTSIDE_WINDOW,
                            LOST_EVENTS,
                            CONTROL_NS,
                            MATCHED,
                            PairingTable.UNMATCHED_REPLACED,
                            PairingTable.UNMATCHED_OPEN,
                            PairingTable.UNMATCHED_LOST,
                            PairingTable.ENDS_ALONE,
                            UNCERTAIN,
                            PairingTable.HIDDEN,
                            MEAN_LO_NS,
                            MEAN_HI_NS,
                            PairingTable.OF_OTHER_DISKS)));

    private LayerStatsTable() {}
}
