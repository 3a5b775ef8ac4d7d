package io.iostrata.transforms;

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
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.try_sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The in-window, untainted requests of each run's chains: {@code dur_ns} is the sum of a request's stages in the total. */
public final class ChainRequests {
    private ChainRequests() {}

    /** One row per run, chain, source, shape and request. */
    public static Dataset<Row> of(Dataset<Row> stages) {
        var inTotal = when(c(IN_TOTAL), c(DUR_NS)).otherwise(0L);
        return usable(stages)
                .groupBy(c(RUN_ID), c(INGEST_ID), c(CHAIN), c(SOURCE_ID), c(SHAPE), c(REQUEST_NO))
                .agg(coalesce(try_sum(inTotal), lit(Long.MAX_VALUE)).as(DUR_NS.name()));
    }

    static Dataset<Row> usable(Dataset<Row> stages) {
        return stages.where(c(IN_WINDOW).and(not(c(TAINTED))));
    }
}
