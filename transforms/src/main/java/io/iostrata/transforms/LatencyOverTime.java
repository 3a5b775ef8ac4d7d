package io.iostrata.transforms;

import static io.iostrata.schemas.tables.LatencyOverTimeTable.BEGIN_NS;
import static io.iostrata.schemas.tables.LatencyOverTimeTable.SECOND;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.schemas.tables.SourceTable.SOURCE_ID;
import static io.iostrata.schemas.tables.SpanTable.DUR_NS;
import static io.iostrata.schemas.tables.SpanTable.IN_WINDOW;
import static io.iostrata.schemas.tables.SpanTable.IS_PRIMARY;
import static io.iostrata.schemas.tables.SpanTable.LAYER;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.try_subtract;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.tables.LatencyOverTimeTable;
import io.iostrata.schemas.tables.SpanTable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The latencies of each layer of each run, second by second, over the spans of layer_stats. */
public final class LatencyOverTime {
    private static final long SECOND_NS = 1_000_000_000;
    private static final Field WINDOW_NS = Field.required(
            "window_ns", FieldType.INT64, "Begin of the first span of the window, on the source's clock, ns.");
    private static final List<Field> KEYS = List.of(RUN_ID, INGEST_ID, LAYER, SOURCE_ID, WINDOW_NS, SECOND);
    private static final String[] SOURCE = {RUN_ID.name(), INGEST_ID.name(), SOURCE_ID.name()};

    private LatencyOverTime() {}

    /** Of the rows of spans; a run's rows are in one partition. */
    public static Dataset<Row> of(Dataset<Row> spans) {
        var windows = spans.where(c(IS_PRIMARY).and(c(IN_WINDOW)))
                .groupBy(c(RUN_ID), c(INGEST_ID), c(SOURCE_ID))
                .agg(min(c(SpanTable.BEGIN_NS)).as(WINDOW_NS.name()));
        var timed = LayerStats.counted(spans)
                .join(broadcast(windows), SOURCE)
                .select(c(RUN_ID), c(INGEST_ID), c(LAYER), c(SOURCE_ID), c(WINDOW_NS), second(), c(DUR_NS));
        var rows = Distributions.countsOf(timed, KEYS)
                .withColumn(BEGIN_NS.name(), c(WINDOW_NS).plus(c(SECOND).multiply(lit(SECOND_NS))))
                .repartition(c(RUN_ID));
        return SparkSchemas.select(rows, LatencyOverTimeTable.SCHEMA);
    }

    /** Stamps may be anything: what is more than 68 years away counts as the last second. */
    private static Column second() {
        var sinceNs = coalesce(try_subtract(c(SpanTable.BEGIN_NS), c(WINDOW_NS)), lit(Long.MAX_VALUE));
        var seconds = call_function("div", sinceNs, lit(SECOND_NS));
        return least(seconds, lit((long) Integer.MAX_VALUE)).cast("int").as(SECOND.name());
    }
}
