package io.iostrata.transforms;

import static io.iostrata.schemas.tables.ChainStatsTable.OTHER_SHAPES;
import static io.iostrata.schemas.tables.ChainStatsTable.OTHER_SHAPES_DETAIL;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.schemas.tables.SourceTable.SOURCE_ID;
import static io.iostrata.schemas.tables.StageTable.CHAIN;
import static io.iostrata.schemas.tables.StageTable.SHAPE;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The commonest shape of each run's chain among its in-window, untainted requests: of two equally common ones the first
 * in alphabetical order. Where several sources tell of a chain, the one with most requests counts, then the lowest id.
 */
public final class CommonShapes {
    /** The other shapes that are named; a deep queue makes no end of them. */
    private static final int OTHERS_NAMED = 50;

    private CommonShapes() {}

    /**
     * One row per run and chain: its source, commonest shape, and the requests of other shapes.
     *
     * @param requests of {@link ChainRequests}
     */
    public static Dataset<Row> of(Dataset<Row> requests) {
        var ofSource = Window.partitionBy(c(RUN_ID), c(INGEST_ID), c(CHAIN), c(SOURCE_ID));
        var byRank = Window.partitionBy(c(RUN_ID), c(INGEST_ID), c(CHAIN))
                .orderBy(
                        col("source_requests").desc(),
                        c(SOURCE_ID),
                        col("requests").desc(),
                        c(SHAPE));
        return requests.groupBy(c(RUN_ID), c(INGEST_ID), c(CHAIN), c(SOURCE_ID), c(SHAPE))
                .agg(count("*").as("requests"))
                .withColumn("source_requests", sum(col("requests")).over(ofSource))
                .withColumn("rank", row_number().over(byRank))
                .groupBy(c(RUN_ID), c(INGEST_ID), c(CHAIN), c(SOURCE_ID))
                .agg(
                        first(when(col("rank").equalTo(1), c(SHAPE)), true).as(SHAPE.name()),
                        coalesce(sum(when(col("rank").gt(1), col("requests"))), lit(0L))
                                .as(OTHER_SHAPES.name()),
                        map_from_entries(collect_list(when(
                                        col("rank").between(2, OTHERS_NAMED + 1),
                                        struct(c(SHAPE), col("requests").cast("string")))))
                                .as(OTHER_SHAPES_DETAIL.name()))
                .where(c(SHAPE).isNotNull());
    }
}
