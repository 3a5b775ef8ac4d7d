package io.iostrata.transforms;

import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.transforms.RankedRequests.COUNT;
import static io.iostrata.transforms.RankedRequests.RANK;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.iostrata.schemas.tables.PercentileCompositionTable;
import io.iostrata.schemas.tables.RequestLayerTable;
import io.iostrata.schemas.tables.SpanTable;
import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a median request, and one at p99, is made of: {@link PercentileCompositionTable}. */
public final class PercentileComposition {
    private static final double[] PERCENTILES = {0.5, 0.99};
    private static final double BAND = 0.005;

    private PercentileComposition() {}

    /**
     * One row per run, percentile and layer of the sum.
     *
     * @param requests rows of the requests table
     * @param layers rows of the request_layers table
     */
    public static Dataset<Row> of(Dataset<Row> requests, Dataset<Row> layers) {
        var ranked = RankedRequests.withOwnTimes(requests, layers);
        return Arrays.stream(PERCENTILES)
                .mapToObj(percentile -> around(ranked, percentile))
                .reduce(Dataset::unionByName)
                .orElseThrow();
    }

    /** The request of the nearest rank itself is always among those it is of. */
    private static Dataset<Row> around(Dataset<Row> ranked, double percentile) {
        var nearest = ceil(COUNT.multiply(percentile));
        var rows = ranked.where(abs(RANK.minus(nearest)).leq(COUNT.multiply(BAND)))
                .groupBy(c(RUN_ID), c(INGEST_ID), c(SpanTable.LAYER), c(RequestLayerTable.POSITION))
                .agg(
                        min(c(RequestLayerTable.DELTA_TO)).as(RequestLayerTable.DELTA_TO.name()),
                        count(lit(1)).as(PercentileCompositionTable.REQUESTS.name()),
                        avg(c(RequestLayerTable.DELTA_NS)).as(PercentileCompositionTable.OWN_NS.name()))
                .withColumn(PercentileCompositionTable.PERCENTILE.name(), lit(percentile));
        return SparkSchemas.select(rows, PercentileCompositionTable.SCHEMA);
    }
}
