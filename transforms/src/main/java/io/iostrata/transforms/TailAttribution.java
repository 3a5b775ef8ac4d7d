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
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.iostrata.schemas.tables.RequestLayerTable;
import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.schemas.tables.TailAttributionTable;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Which layers make the slowest requests slow: {@link TailAttributionTable}. */
public final class TailAttribution {
    /** The widest first. */
    private static final double[] TAILS = {0.01, 0.001};

    private TailAttribution() {}

    /**
     * One row per run, tail and layer of the sum.
     *
     * @param requests rows of the requests table
     * @param layers rows of the request_layers table
     */
    public static Dataset<Row> of(Dataset<Row> requests, Dataset<Row> layers) {
        var joined =
                RankedRequests.withOwnTimes(requests, layers, inTail(TAILS[0]).or(inMedian()));
        return Arrays.stream(TAILS)
                .mapToObj(tail -> attribution(joined, tail))
                .reduce(Dataset::unionByName)
                .orElseThrow();
    }

    private static Column inTail(double tail) {
        return RANK.gt(COUNT.minus(ceil(COUNT.multiply(tail))));
    }

    private static Column inMedian() {
        var middle = COUNT.plus(1).divide(2);
        return abs(RANK.minus(middle)).leq(greatest(COUNT.multiply(RankedRequests.BAND), lit(0.5)));
    }

    private static Dataset<Row> attribution(Dataset<Row> joined, double tail) {
        var inTail = inTail(tail);
        var inMedian = inMedian();
        var ofSeveral = c(RequestLayerTable.MATCH).isin("shared", "signals");
        var layers = joined.groupBy(c(RUN_ID), c(INGEST_ID), c(SpanTable.LAYER), c(RequestLayerTable.POSITION))
                .agg(
                        count(when(inTail, lit(1))).as(TailAttributionTable.TAIL_REQUESTS.name()),
                        count_if(inTail.and(ofSeveral)).as(TailAttributionTable.TAIL_OF_SEVERAL.name()),
                        count(when(inMedian, lit(1))).as(TailAttributionTable.MEDIAN_REQUESTS.name()),
                        avg(when(inTail, c(RequestLayerTable.DELTA_NS))).as(TailAttributionTable.TAIL_NS.name()),
                        avg(when(inMedian, c(RequestLayerTable.DELTA_NS))).as(TailAttributionTable.MEDIAN_NS.name()));
        var excess = c(TailAttributionTable.TAIL_NS).minus(c(TailAttributionTable.MEDIAN_NS));
        var total = sum(c(TailAttributionTable.EXCESS_NS)).over(Window.partitionBy(c(RUN_ID)));
        var rows = layers.withColumn(TailAttributionTable.TAIL.name(), lit(tail))
                .withColumn(TailAttributionTable.EXCESS_NS.name(), excess)
                .withColumn(
                        TailAttributionTable.SHARE.name(),
                        c(TailAttributionTable.EXCESS_NS).divide(nullif(total, lit(0.0))));
        return SparkSchemas.select(rows, TailAttributionTable.SCHEMA);
    }
}
