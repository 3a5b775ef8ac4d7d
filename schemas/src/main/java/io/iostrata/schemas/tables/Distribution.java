package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import java.util.List;
import java.util.stream.Stream;

/** The columns that say how latencies are distributed; layer, stage and chain statistics share them. */
public final class Distribution {
    public static final Field COUNT =
            Field.required("count", FieldType.INT64, "Spans (or links) counted: primary, in the window, untainted.");
    public static final Field MEAN_NS =
            Field.optional("mean_ns", FieldType.DOUBLE, "Arithmetic mean, ns; null where count is 0.");
    public static final Field STDDEV_NS = Field.optional(
            "stddev_ns", FieldType.DOUBLE, "Sample standard deviation (n - 1), ns; null below two values.");
    public static final Field MIN_NS = Field.optional("min_ns", FieldType.INT64, "Smallest value, ns.");
    public static final Field P50_NS = Field.optional("p50_ns", FieldType.INT64, "Median by nearest rank, ns.");
    public static final Field P90_NS =
            Field.optional("p90_ns", FieldType.INT64, "90th percentile by nearest rank, ns.");
    public static final Field P99_NS =
            Field.optional("p99_ns", FieldType.INT64, "99th percentile by nearest rank, ns.");
    public static final Field P999_NS =
            Field.optional("p999_ns", FieldType.INT64, "99.9th percentile by nearest rank, ns.");
    public static final Field MAX_NS = Field.optional("max_ns", FieldType.INT64, "Largest value, ns.");
    public static final Field SUM_NS = Field.optional("sum_ns", FieldType.DECIMAL38, "Sum of the values, ns.");
    public static final Field EXACT = Field.required(
            "exact",
            FieldType.BOOLEAN,
            "True: percentiles are values of the data (nearest rank). False: read from the histogram.");
    public static final Field HISTOGRAM = Field.optional(
            "histogram",
            FieldType.BINARY,
            "HdrHistogram V2 compressed encoding, ns, three significant digits; for merging. Null where no value is known.");

    public static final List<Field> FIELDS = List.of(
            COUNT, MEAN_NS, STDDEV_NS, MIN_NS, P50_NS, P90_NS, P99_NS, P999_NS, MAX_NS, SUM_NS, EXACT, HISTOGRAM);

    private Distribution() {}

    /** The columns of a statistics table: its keys, the distribution, what was left out of it. */
    static List<Field> between(List<Field> keys, List<Field> leftOut) {
        return Stream.of(keys, FIELDS, leftOut).flatMap(List::stream).toList();
    }
}
