package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/**
 * latency_histograms: one row per run, level, name and bucket. Buckets of about 1 %: 64 to each power of two; those of level
 * histogram are as their tool counted them. What BI tools plot.
 */
public final class LatencyHistogramTable {
    public static final Field LEVEL = Field.required(
            "level",
            FieldType.STRING,
            "layer, stage or total; benchmark: fio's own bins; histogram: a tool's own buckets.");
    public static final Field NAME = Field.required(
            "name", FieldType.STRING, "Layer, chain/stage, or chain; job, operation and latency; map and keys.");
    public static final Field BUCKET_LO_NS =
            Field.required("bucket_lo_ns", FieldType.INT64, "Lower bound, inclusive, ns.");
    public static final Field BUCKET_HI_NS =
            Field.required("bucket_hi_ns", FieldType.INT64, "Upper bound, exclusive, ns.");
    public static final Field COUNT = Field.required("count", FieldType.INT64, "Values in the bucket.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "latency_histograms",
            "run, level, name and bucket",
            RunTable.RUN_ID,
            RunTable.INGEST_ID,
            LEVEL,
            NAME,
            BUCKET_LO_NS,
            BUCKET_HI_NS,
            COUNT);

    private LatencyHistogramTable() {}
}
