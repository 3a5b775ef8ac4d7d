package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/**
 * tail_attribution: one row per run, tail and layer. Over the in-window, untainted, complete requests: what each layer's
 * own time has of the excess of the slowest requests over the median ones. Percentiles of layers do not add up; these do.
 */
public final class TailAttributionTable {
    public static final Field TAIL = Field.required(
            "tail",
            FieldType.DOUBLE,
            "Which share of the requests the tail is: the slowest 0.01 or 0.001 by total_ns.");
    public static final Field TAIL_REQUESTS =
            Field.required("tail_requests", FieldType.INT64, "Requests in the tail: the share of all, rounded up.");
    public static final Field MEDIAN_REQUESTS = Field.required(
            "median_requests",
            FieldType.INT64,
            "Requests they are held against: those within 0.5 % of all in rank of the median one.");
    public static final Field TAIL_NS =
            Field.required("tail_ns", FieldType.DOUBLE, "Mean own time of the layer in the tail's requests, ns.");
    public static final Field MEDIAN_NS =
            Field.required("median_ns", FieldType.DOUBLE, "Mean own time of the layer in the median requests, ns.");
    public static final Field EXCESS_NS = Field.required(
            "excess_ns",
            FieldType.DOUBLE,
            "tail_ns - median_ns; over the layers the sum is the excess of the mean total.");
    public static final Field SHARE = Field.optional(
            "share", FieldType.DOUBLE, "excess_ns as a share of that sum; negative where the layer was faster.");
    public static final Field TAIL_OF_SEVERAL = Field.required(
            "tail_of_several",
            FieldType.INT64,
            "Requests of the tail in which the layer is found as shared or by signals: its time there is an upper bound, its"
                    + " own time may be too long, and that of the layer around it too short, even negative.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "tail_attribution",
            "run, tail and layer",
            RunTable.RUN_ID,
            RunTable.INGEST_ID,
            TAIL,
            SpanTable.LAYER,
            RequestLayerTable.POSITION,
            TAIL_REQUESTS,
            MEDIAN_REQUESTS,
            TAIL_NS,
            MEDIAN_NS,
            EXCESS_NS,
            SHARE,
            TAIL_OF_SEVERAL);

    private TailAttributionTable() {}
}
