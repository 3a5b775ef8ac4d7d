package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/**
 * distributions: one row per run, level, name, operation and class of size. Rows merge: those of a layer, stage or chain
 * add up to its histogram in layer_stats, stage_stats or chain_stats.
 */
public final class DistributionTable {
    public static final Field OP = Field.optional(
            "op",
            FieldType.STRING,
            "read, write, flush or discard, as the layer's own events or the request it belongs to tell; null where neither"
                    + " does, and at stage and total.");
    public static final Field BYTES_MIN = Field.optional(
            "bytes_min",
            FieldType.INT64,
            "Smallest size of the class, bytes. A size of at most three significant bits (4, 5, 6, 7, 8, 10 KiB …) is a"
                    + " class of its own, sizes between two of these are one; null where nothing tells the size.");
    public static final Field BYTES_MAX = Field.optional(
            "bytes_max", FieldType.INT64, "Largest size of the class, bytes; bytes_min where it is of one size.");
    public static final Field SUM_NS =
            Field.optional("sum_ns", FieldType.DECIMAL38, "Sum of the values, ns; null where only buckets are known.");
    public static final Field MEAN_NS =
            Field.optional("mean_ns", FieldType.DOUBLE, "Arithmetic mean, ns; null where only buckets are known.");
    public static final Field MIN_NS =
            Field.optional("min_ns", FieldType.INT64, "Smallest value, ns; null where only buckets are known.");
    public static final Field MAX_NS =
            Field.optional("max_ns", FieldType.INT64, "Largest value, ns; null where only buckets are known.");
    public static final Field RESOLUTION = Field.optional(
            "resolution",
            FieldType.DOUBLE,
            "Most that a value read from the histogram can be off, as a share of the upper bound of its bucket: 0.001, or"
                    + " the widest bucket of the tool that counted (0.5: powers of two). Null where one has no upper bound:"
                    + " it stands at its lower.");
    public static final Field HISTOGRAM = Field.required(
            "histogram",
            FieldType.BINARY,
            "HdrHistogram V2 compressed encoding, ns, three significant digits; for hdr_merge and its like. Values that a"
                    + " tool counted stand in the middle of its buckets.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "distributions",
            "run, level, name, operation and class of size",
            RunTable.RUN_ID,
            RunTable.INGEST_ID,
            LatencyHistogramTable.LEVEL,
            LatencyHistogramTable.NAME,
            OP,
            BYTES_MIN,
            BYTES_MAX,
            Distribution.COUNT,
            SUM_NS,
            MEAN_NS,
            MIN_NS,
            MAX_NS,
            RESOLUTION,
            HISTOGRAM);

    private DistributionTable() {}
}
