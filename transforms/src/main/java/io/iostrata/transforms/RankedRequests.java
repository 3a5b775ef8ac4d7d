package io.iostrata.transforms;

import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import io.iostrata.schemas.tables.RequestLayerTable;
import io.iostrata.schemas.tables.RequestTable;
import io.iostrata.schemas.tables.SpanTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** The requests that figures of tails and percentiles are of, in the order of their totals. */
final class RankedRequests {
    /** Place of a request in its run by total_ns, from 1. */
    static final Column RANK = col("rank");

    /** Requests of the run that count. */
    static final Column COUNT = col("n");

    /** Requests around a rank are those this share of all away from it, or nearer. */
    static final double BAND = 0.005;

    private RankedRequests() {}

    /**
     * A row per request and layer of the sum: rank, count, and what request_layers says of the layer.
     *
     * @param wanted which requests, by {@link #RANK} and {@link #COUNT}: only their layers are joined
     */
    static Dataset<Row> withOwnTimes(Dataset<Row> requests, Dataset<Row> layers, Column wanted) {
        var own = layers.where(c(RequestLayerTable.DELTA_NS).isNotNull())
                .select(
                        c(RUN_ID),
                        c(RequestTable.REQUEST_NO),
                        c(SpanTable.LAYER),
                        c(RequestLayerTable.POSITION),
                        c(RequestLayerTable.DELTA_NS),
                        c(RequestLayerTable.DELTA_TO),
                        c(RequestLayerTable.MATCH));
        return ranked(requests).where(wanted).join(own, new String[] {RUN_ID.name(), RequestTable.REQUEST_NO.name()});
    }

    /** In the window, untainted, and found in every layer. */
    static Dataset<Row> counted(Dataset<Row> requests) {
        return requests.where(c(SpanTable.IN_WINDOW)
                .and(c(RequestTable.COMPLETE))
                .and(c(RequestTable.TAINTED).equalTo(false)));
    }

    private static Dataset<Row> ranked(Dataset<Row> requests) {
        var ofRun = Window.partitionBy(c(RUN_ID));
        return counted(requests)
                .select(
                        c(RUN_ID),
                        c(INGEST_ID),
                        c(RequestTable.REQUEST_NO),
                        row_number()
                                .over(ofRun.orderBy(c(RequestTable.TOTAL_NS), c(RequestTable.REQUEST_NO)))
                                .as("rank"),
                        count(lit(1)).over(ofRun).as("n"));
    }
}
