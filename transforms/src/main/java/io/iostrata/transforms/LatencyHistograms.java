package io.iostrata.transforms;

import static io.iostrata.schemas.tables.LatencyHistogramTable.BUCKET_HI_NS;
import static io.iostrata.schemas.tables.LatencyHistogramTable.BUCKET_LO_NS;
import static io.iostrata.schemas.tables.LatencyHistogramTable.COUNT;
import static io.iostrata.schemas.tables.LatencyHistogramTable.LEVEL;
import static io.iostrata.schemas.tables.LatencyHistogramTable.NAME;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.schemas.tables.SpanTable.DUR_NS;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import io.iostrata.schemas.tables.LatencyHistogramTable;
import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.schemas.tables.StageTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/**
 * Latencies counted in buckets, 64 to each power of two: 1 ns wide below 128 ns, between 0.8 % and 1.6 % of the value
 * above. Over the same spans, stages and requests as layer_stats, stage_stats and chain_stats.
 */
public final class LatencyHistograms {
    /** Bits of a value that are kept, its leading one among them. */
    private static final int KEPT_BITS = 7;

    private LatencyHistograms() {}

    public static Dataset<Row> of(Dataset<Row> spans, Chains chains) {
        var layers = LayerStats.counted(spans);
        var stageName = concat(c(StageTable.CHAIN), lit("/"), c(StageTable.STAGE));
        var counts = counts(layers, "layer", c(SpanTable.LAYER))
                .unionByName(counts(chains.commonStages(), "stage", stageName))
                .unionByName(counts(chains.commonRequests(), "total", c(StageTable.CHAIN)));
        return SparkSchemas.select(
                counts.withColumn(
                        BUCKET_HI_NS.name(),
                        bucketBound(LatencyHistograms::high).apply(c(BUCKET_LO_NS))),
                LatencyHistogramTable.SCHEMA);
    }

    /** Smallest value of the bucket that holds the value, ns. */
    static long low(long ns) {
        int dropped = droppedBits(ns);
        return ns >> dropped << dropped;
    }

    /** Smallest value of the bucket after the one that holds the value, ns; the last bucket ends at the largest long. */
    static long high(long ns) {
        int dropped = droppedBits(ns);
        long next = (ns >> dropped) + 1;
        return next > Long.MAX_VALUE >> dropped ? Long.MAX_VALUE : next << dropped;
    }

    private static int droppedBits(long ns) {
        return Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(ns) - KEPT_BITS);
    }

    private static Dataset<Row> counts(Dataset<Row> durations, String level, Column name) {
        return durations
                .select(
                        c(RUN_ID),
                        c(INGEST_ID),
                        lit(level).as(LEVEL.name()),
                        name.as(NAME.name()),
                        bucketBound(LatencyHistograms::low).apply(c(DUR_NS)).as(BUCKET_LO_NS.name()))
                .groupBy(c(RUN_ID), c(INGEST_ID), c(LEVEL), c(NAME), c(BUCKET_LO_NS))
                .agg(count("*").as(COUNT.name()));
    }

    private static UserDefinedFunction bucketBound(UDF1<Long, Long> bound) {
        return udf(bound, DataTypes.LongType);
    }
}
