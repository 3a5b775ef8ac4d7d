package io.iostrata.transforms;

import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.transforms.RankedRequests.COUNT;
import static io.iostrata.transforms.RankedRequests.RANK;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import io.iostrata.schemas.tables.PercentileCompositionTable;
import io.iostrata.schemas.tables.RequestLayerTable;
import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.transforms.Percentiles.Percentile;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a median request, and one at p99, is made of: {@link PercentileCompositionTable}. */
public final class PercentileComposition {
    private static final List<Percentile> PERCENTILES = List.of(Percentile.P50, Percentile.P99);

    private PercentileComposition() {}

    /**
     * One row per run, percentile and layer of the sum.
     *
     * @param requests rows of the requests table
     * @param layers rows of the request_layers table
     */
    public static Dataset<Row> of(Dataset<Row> requests, Dataset<Row> layers) {
        var around = PERCENTILES.stream().map(PercentileComposition::ifAround).toArray(Column[]::new);
        var isAround =
                Arrays.stream(around).map(Column::isNotNull).reduce(Column::or).orElseThrow();
        var rows = RankedRequests.withOwnTimes(requests, layers, isAround)
                .withColumn(PercentileCompositionTable.PERCENTILE.name(), explode(array_compact(array(around))))
                .groupBy(
                        c(RUN_ID),
                        c(INGEST_ID),
                        c(PercentileCompositionTable.PERCENTILE),
                        c(SpanTable.LAYER),
                        c(RequestLayerTable.POSITION))
                .agg(
                        min(c(RequestLayerTable.DELTA_TO)).as(RequestLayerTable.DELTA_TO.name()),
                        count(lit(1)).as(PercentileCompositionTable.REQUESTS.name()),
                        avg(c(RequestLayerTable.DELTA_NS)).as(PercentileCompositionTable.OWN_NS.name()));
        return SparkSchemas.select(rows, PercentileCompositionTable.SCHEMA);
    }

    /** The percentile, where the request is near it; the request of the nearest rank itself always is. */
    private static Column ifAround(Percentile percentile) {
        var away = abs(RANK.minus(percentile.rank(COUNT)));
        return when(away.leq(COUNT.multiply(RankedRequests.BAND)), lit(percentile.share()));
    }
}
