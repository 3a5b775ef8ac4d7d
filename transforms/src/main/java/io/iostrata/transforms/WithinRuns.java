package io.iostrata.transforms;

import static io.iostrata.schemas.tables.Distribution.COUNT;
import static io.iostrata.schemas.tables.LatencyOverTimeTable.SECOND;
import static io.iostrata.schemas.tables.LatencyOverTimeTable.SUM_NS;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.schemas.tables.SpanTable.LAYER;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.transforms.statistics.TimeBlocks;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** How well each run's mean of a layer is known from its own requests, the seconds of latency_over_time being the blocks. */
final class WithinRuns {
    static final Field WITHIN = Field.optional(
            "within", FieldType.DOUBLE, "Variance of the run's mean from inside the run, as a ratio of its square.");

    private static final String SECONDS = "seconds";
    private static final String[] RUN = {RUN_ID.name(), INGEST_ID.name()};

    private WithinRuns() {}

    /**
     * One row per run and layer.
     *
     * @param runs those it is asked of, by run_id and ingest_id: others are left out before anything is put together
     */
    static Dataset<Row> of(Dataset<Row> latencyOverTime, Dataset<Row> runs) {
        UDF1<Seq<Row>, Double> variance = seconds -> variance(CollectionConverters.asJava(seconds));
        var block = struct(
                c(SECOND),
                c(SUM_NS).cast("double").as(SUM_NS.name()),
                c(COUNT).cast("double").as(COUNT.name()));
        return latencyOverTime
                .join(runs, RUN, "left_semi")
                .groupBy(c(RUN_ID), c(INGEST_ID), c(LAYER))
                .agg(sort_array(collect_list(block)).as(SECONDS))
                .select(
                        c(RUN_ID),
                        c(INGEST_ID),
                        c(LAYER),
                        udf(variance, DataTypes.DoubleType).apply(col(SECONDS)).as(WITHIN.name()));
    }

    /** Null where there is none, as a cell is. */
    private static Double variance(List<Row> seconds) {
        OptionalDouble variance = TimeBlocks.relativeVariance(
                seconds.stream()
                        .mapToDouble(second -> SmallTables.number(second, SUM_NS))
                        .toArray(),
                seconds.stream()
                        .mapToDouble(second -> SmallTables.number(second, COUNT))
                        .toArray());
        return variance.isPresent() ? variance.getAsDouble() : null;
    }
}
