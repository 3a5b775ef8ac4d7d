package io.iostrata.transforms;

import static io.iostrata.schemas.tables.LatencyHistogramTable.BUCKET_HI_NS;
import static io.iostrata.schemas.tables.LatencyHistogramTable.BUCKET_LO_NS;
import static io.iostrata.schemas.tables.LatencyHistogramTable.COUNT;
import static io.iostrata.schemas.tables.LatencyHistogramTable.LEVEL;
import static io.iostrata.schemas.tables.LatencyHistogramTable.NAME;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;

import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.LatencyHistogramTable;
import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.schemas.tables.StageTable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Latencies counted in buckets, 64 to each power of two: 1 ns wide below 128 ns, between 0.8 % and 1.6 % of the value
 * above. Over the same spans, stages and requests as layer_stats, stage_stats and chain_stats.
 */
public final class LatencyHistograms {
    /** Bits of a value that are kept, its leading one among them. */
    private static final int KEPT_BITS = 7;

    private static final StructType BUCKETS = SparkSchemas.struct(new TableSchema(
            "buckets", "bucket of a pack", List.of(RUN_ID, INGEST_ID, LEVEL, NAME, BUCKET_LO_NS, COUNT)));

    private LatencyHistograms() {}

    /**
     * Of layers and chains.
     *
     * @param layers {@link LayerPacks}
     */
    public static Dataset<Row> of(Dataset<Row> layers, Chains chains) {
        var stageName = concat(c(StageTable.CHAIN), lit("/"), c(StageTable.STAGE));
        var packs = named(layers, "layer", c(SpanTable.LAYER))
                .unionByName(named(chains.stagePacks(), "stage", stageName))
                .unionByName(named(chains.requestPacks(), "total", c(StageTable.CHAIN)));
        FlatMapFunction<Row, Row> count = LatencyHistograms::buckets;
        var rows = packs.flatMap(count, Encoders.row(BUCKETS))
                .groupBy(c(RUN_ID), c(INGEST_ID), c(LEVEL), c(NAME), c(BUCKET_LO_NS))
                .agg(sum(c(COUNT)).as(COUNT.name()))
                .withColumn(
                        BUCKET_HI_NS.name(),
                        udf((UDF1<Long, Long>) LatencyHistograms::high, DataTypes.LongType)
                                .apply(c(BUCKET_LO_NS)));
        return SparkSchemas.select(rows, LatencyHistogramTable.SCHEMA);
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

    private static Dataset<Row> named(Dataset<Row> packs, String level, Column name) {
        return packs.select(
                c(RUN_ID), c(INGEST_ID), lit(level).as(LEVEL.name()), name.as(NAME.name()), c(Distributions.PACK));
    }

    /** The buckets of one pack. */
    private static Iterator<Row> buckets(Row pack) {
        var counts = new HashMap<Long, Long>();
        var durations = Distributions.durations(pack.getAs(Distributions.PACK.name()));
        while (durations.hasRemaining()) {
            counts.merge(low(durations.get()), 1L, Long::sum);
        }
        return counts.entrySet().stream()
                .map(bucket -> RowFactory.create(
                        pack.get(0), pack.get(1), pack.get(2), pack.get(3), bucket.getKey(), bucket.getValue()))
                .iterator();
    }
}
