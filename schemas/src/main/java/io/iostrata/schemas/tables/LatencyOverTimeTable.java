package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/** latency_over_time: one row per run, layer and second in which spans began. Over the spans of layer_stats. */
public final class LatencyOverTimeTable {
    public static final Field SECOND = Field.required(
            "second",
            FieldType.INT32,
            "Whole seconds from the window's begin, which is that of its first span in any layer of the source, to the"
                    + " span's begin. A second in which nothing began has no row.");
    public static final Field BEGIN_NS =
            Field.required("begin_ns", FieldType.INT64, "Begin of the second on the source's clock, ns.");
    public static final Field SUM_NS = Field.required("sum_ns", FieldType.DECIMAL38, "Sum of the durations, ns.");
    public static final Field MEAN_NS = Field.required("mean_ns", FieldType.DOUBLE, "Arithmetic mean, ns.");
    public static final Field MIN_NS = Field.required("min_ns", FieldType.INT64, "Shortest, ns.");
    public static final Field MAX_NS = Field.required("max_ns", FieldType.INT64, "Longest, ns.");
    public static final Field HISTOGRAM = Field.required(
            "histogram",
            FieldType.BINARY,
            "HdrHistogram V2 compressed encoding, ns, three significant digits; for hdr_merge and its like.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "latency_over_time",
            "run, layer and second",
            RunTable.RUN_ID,
            RunTable.INGEST_ID,
            SpanTable.LAYER,
            SourceTable.SOURCE_ID,
            SECOND,
            BEGIN_NS,
            Distribution.COUNT,
            SUM_NS,
            MEAN_NS,
            MIN_NS,
            MAX_NS,
            HISTOGRAM);

    private LatencyOverTimeTable() {}
}
