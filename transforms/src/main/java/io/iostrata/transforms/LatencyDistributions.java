package io.iostrata.transforms;

import static io.iostrata.schemas.tables.DistributionTable.BYTES_MAX;
import static io.iostrata.schemas.tables.DistributionTable.BYTES_MIN;
import static io.iostrata.schemas.tables.DistributionTable.OP;
import static io.iostrata.schemas.tables.DistributionTable.RESOLUTION;
import static io.iostrata.schemas.tables.LatencyHistogramTable.LEVEL;
import static io.iostrata.schemas.tables.LatencyHistogramTable.NAME;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.tables.DistributionTable;
import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.schemas.tables.StageTable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
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
     * @param layers {@link LayerPacks}
     * @param events rows of that table
     */
    public record Inputs(Dataset<Row> layers, Chains chains, Dataset<Row> events) {}

    public static Dataset<Row> of(Inputs in) {
        var stageName = concat(c(StageTable.CHAIN), lit("/"), c(StageTable.STAGE));
        var packs = keyed(in.layers(), "layer", c(SpanTable.LAYER))
                .unionByName(untold(in.chains().stagePacks(), "stage", stageName))
                .unionByName(untold(in.chains().requestPacks(), "total", c(StageTable.CHAIN)));
        UDF1<Long, Long> max = bytes -> bytes == null ? null : Long.valueOf(SizeClasses.max(bytes));
        var rows = Distributions.countsOfPacks(packs, KEYS)
                .withColumn(BYTES_MAX.name(), udf(max, DataTypes.LongType).apply(c(BYTES_MIN)))
                .withColumn(RESOLUTION.name(), lit(CountedDistributions.RESOLUTION));
        return SparkSchemas.select(rows, DistributionTable.SCHEMA).unionByName(CountedDistributions.of(in.events()));
    }

    private static Dataset<Row> untold(Dataset<Row> packs, String level, Column name) {
        return keyed(
                packs.withColumn(OP.name(), lit(null).cast("string"))
                        .withColumn(BYTES_MIN.name(), lit(null).cast("bigint")),
                level,
                name);
    }

    private static Dataset<Row> keyed(Dataset<Row> packs, String level, Column name) {
        return packs.select(
                c(RUN_ID),
                c(INGEST_ID),
                lit(level).as(LEVEL.name()),
                name.as(NAME.name()),
                c(OP),
                c(BYTES_MIN),
                c(Distributions.PACK));
    }
}
