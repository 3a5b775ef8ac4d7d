package io.iostrata.transforms;

import static io.iostrata.schemas.tables.ChainStatsTable.OTHER_SHAPES;
import static io.iostrata.schemas.tables.ChainStatsTable.OTHER_SHAPES_DETAIL;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.schemas.tables.SourceTable.SOURCE_ID;
import static io.iostrata.schemas.tables.StageTable.CHAIN;
import static io.iostrata.schemas.tables.StageTable.DUR_NS;
import static io.iostrata.schemas.tables.StageTable.IN_TOTAL;
import static io.iostrata.schemas.tables.StageTable.IN_WINDOW;
import static io.iostrata.schemas.tables.StageTable.REQUEST_NO;
import static io.iostrata.schemas.tables.StageTable.SHAPE;
import static io.iostrata.schemas.tables.StageTable.TAINTED;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.try_sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The commonest shape of each run's chain among its in-window, untainted requests: of two equally common ones the first
 * in alphabetical order. Where several sources tell of a chain, the one with most requests counts, then the lowest id.
 */
final class CommonShapes {
    /** The other shapes that are named; a deep queue makes no end of them. */
    private static final int OTHERS_NAMED = 50;

    private static final String[] CHAIN_SHAPE = {
        RUN_ID.name(), INGEST_ID.name(), CHAIN.name(), SOURCE_ID.name(), SHAPE.name()
    };

    private CommonShapes() {}

    /** One row per run and chain: its source, commonest shape, and the requests of other shapes. */
    static Dataset<Row> of(Dataset<Row> stages) {
        var ofSource = Window.partitionBy(c(RUN_ID), c(INGEST_ID), c(CHAIN), c(SOURCE_ID));
        var byRank = Window.partitionBy(c(RUN_ID), c(INGEST_ID), c(CHAIN))
                .orderBy(
                        col("source_requests").desc(),
                        c(SOURCE_ID),
                        col("requests").desc(),
                        c(SHAPE));
        return requests(stages)
                .groupBy(c(RUN_ID), c(INGEST_ID), c(CHAIN), c(SOURCE_ID), c(SHAPE))
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

    /** The stages of the requests that have their chain's commonest shape, with what {@link #of} says of the chain. */
    static Dataset<Row> stages(Dataset<Row> stages) {
        return usable(stages).join(of(stages), CHAIN_SHAPE);
    }

    /** One row per request of the commonest shape; dur_ns is the sum of its stages in the total. */
    static Dataset<Row> totals(Dataset<Row> stages) {
        return requests(stages).join(of(stages), CHAIN_SHAPE);
    }

    private static Dataset<Row> requests(Dataset<Row> stages) {
        var inTotal = when(c(IN_TOTAL), c(DUR_NS)).otherwise(0L);
        return usable(stages)
                .groupBy(c(RUN_ID), c(INGEST_ID), c(CHAIN), c(SOURCE_ID), c(SHAPE), c(REQUEST_NO))
                .agg(coalesce(try_sum(inTotal), lit(Long.MAX_VALUE)).as(DUR_NS.name()));
    }

    private static Dataset<Row> usable(Dataset<Row> stages) {
        return stages.where(c(IN_WINDOW).and(not(c(TAINTED))));
    }
}
