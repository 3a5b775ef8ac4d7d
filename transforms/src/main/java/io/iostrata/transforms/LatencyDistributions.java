package io.iostrata.transforms;

import static io.iostrata.schemas.tables.DistributionTable.BYTES_MAX;
import static io.iostrata.schemas.tables.DistributionTable.BYTES_MIN;
import static io.iostrata.schemas.tables.DistributionTable.OP;
import static io.iostrata.schemas.tables.DistributionTable.RESOLUTION;
import static io.iostrata.schemas.tables.LatencyHistogramTable.LEVEL;
import static io.iostrata.schemas.tables.LatencyHistogramTable.NAME;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.schemas.tables.SpanTable.DUR_NS;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.tables.DistributionTable;
import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.schemas.tables.StageTable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/**
 * The latencies of each layer, stage and chain of each run by operation and size, and what tools counted by themselves.
 * Over the same spans, stages and requests as layer_stats, stage_stats and chain_stats, so that rows add up to those.
 */
public final class LatencyDistributions {
    private static final List<Field> KEYS = List.of(RUN_ID, INGEST_ID, LEVEL, NAME, OP, BYTES_MIN);

    private LatencyDistributions() {}

    /**
     * What they are made of.
     *
     * @param spans rows of that table
     * @param requests rows of that table; they tell operations and sizes that spans do not
     * @param requestLayers rows of that table
     */
    public record Inputs(
            Dataset<Row> spans,
            Dataset<Row> requests,
            Dataset<Row> requestLayers,
            Chains chains,
            Dataset<Row> events) {}

    public static Dataset<Row> of(Inputs in) {
        var spans = ToldByRequests.of(LayerStats.counted(in.spans()), in.requests(), in.requestLayers());
        var stageName = concat(c(StageTable.CHAIN), lit("/"), c(StageTable.STAGE));
        var durations = keyed(spans, "layer", c(SpanTable.LAYER))
                .unionByName(untold(in.chains().commonStages(), "stage", stageName))
                .unionByName(untold(in.chains().commonRequests(), "total", c(StageTable.CHAIN)));
        var rows = Distributions.countsOf(durations, KEYS)
                .withColumn(BYTES_MAX.name(), sizes(SizeClasses::max).apply(c(BYTES_MIN)))
                .withColumn(RESOLUTION.name(), lit(CountedDistributions.RESOLUTION));
        return SparkSchemas.select(rows, DistributionTable.SCHEMA).unionByName(CountedDistributions.of(in.events()));
    }

    private static Dataset<Row> untold(Dataset<Row> durations, String level, Column name) {
        return keyed(
                durations
                        .withColumn(SpanTable.OP.name(), lit(null).cast("string"))
                        .withColumn(SpanTable.BYTES.name(), lit(null).cast("bigint")),
                level,
                name);
    }

    private static Dataset<Row> keyed(Dataset<Row> durations, String level, Column name) {
        var bytes = c(SpanTable.BYTES);
        return durations.select(
                c(RUN_ID),
                c(INGEST_ID),
                lit(level).as(LEVEL.name()),
                name.as(NAME.name()),
                c(SpanTable.OP).as(OP.name()),
                when(bytes.geq(0), sizes(SizeClasses::min).apply(bytes)).as(BYTES_MIN.name()),
                c(DUR_NS));
    }

    private static UserDefinedFunction sizes(UDF1<Long, Long> bound) {
        UDF1<Long, Long> orNull = bytes -> bytes == null ? null : bound.call(bytes);
        return udf(orNull, DataTypes.LongType);
    }
}
