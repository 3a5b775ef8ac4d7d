package io.iostrata.transforms;

import static io.iostrata.schemas.tables.LayerBreakdownTable.CONFIG;
import static io.iostrata.schemas.tables.RunTable.CONFIG_ID;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.schemas.tables.StageBreakdownTable.MEAN_NS;
import static io.iostrata.schemas.tables.StageBreakdownTable.RUNS;
import static io.iostrata.schemas.tables.StageStatsTable.IN_TOTAL;
import static io.iostrata.schemas.tables.StageStatsTable.PHASE;
import static io.iostrata.schemas.tables.StageTable.CHAIN;
import static io.iostrata.schemas.tables.StageTable.POSITION;
import static io.iostrata.schemas.tables.StageTable.STAGE;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.udf;

import io.iostrata.schemas.config.Digests;
import io.iostrata.schemas.tables.StageBreakdownTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The page's lists of stages for each configuration: unweighted means of the runs' means. */
public final class StageBreakdown {
    private static final String[] RUN = {RUN_ID.name(), INGEST_ID.name()};

    private StageBreakdown() {}

    /**
     * Rows of stage_stats by the configuration of their run.
     *
     * @param configurations of {@link Configurations}
     */
    public static Dataset<Row> of(Dataset<Row> stageStats, Dataset<Row> configurations) {
        var labels = configurations.select(c(RUN_ID), c(INGEST_ID), c(CONFIG_ID), c(CONFIG));
        var stages = stageStats
                .where(c(MEAN_NS).isNotNull())
                .join(labels, RUN)
                .groupBy(c(CONFIG), c(CONFIG_ID), c(CHAIN), c(STAGE), c(POSITION), c(PHASE), c(IN_TOTAL))
                .agg(
                        ingestIdOf().apply(collect_set(c(INGEST_ID))).as(INGEST_ID.name()),
                        unweightedMean(c(MEAN_NS)).as(MEAN_NS.name()),
                        count_distinct(c(RUN_ID)).as(RUNS.name()));
        return SparkSchemas.select(stages, StageBreakdownTable.SCHEMA);
    }

    /** Adds in ascending order, so that the last digit does not depend on the order of the rows. */
    private static Column unweightedMean(Column value) {
        var sum = aggregate(sort_array(collect_list(value)), lit(0.0), Column::plus);
        return sum.divide(count(value));
    }

    private static UserDefinedFunction ingestIdOf() {
        UDF1<Seq<String>, String> digest = ids -> Digests.ingestId(CollectionConverters.asJavaCollection(ids));
        return udf(digest, DataTypes.StringType);
    }
}
