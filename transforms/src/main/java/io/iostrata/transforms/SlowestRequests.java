package io.iostrata.transforms;

import static io.iostrata.schemas.tables.LayerBreakdownTable.CONFIG;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import io.iostrata.schemas.tables.RequestTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** The requests of each configuration that took longest. */
public final class SlowestRequests {
    private SlowestRequests() {}

    /**
     * Rows of requests: in the window, untainted, found in every layer; of equal ones the first.
     *
     * @param requests rows of the requests table
     * @param labels run_id and config of every run
     * @param most requests of a configuration
     */
    public static Dataset<Row> of(Dataset<Row> requests, Dataset<Row> labels, int most) {
        var slowestFirst = Window.partitionBy(c(CONFIG))
                .orderBy(c(RequestTable.TOTAL_NS).desc(), c(RUN_ID), c(RequestTable.REQUEST_NO));
        var rows = RankedRequests.counted(requests)
                .join(broadcast(labels.select(c(RUN_ID), c(CONFIG))), RUN_ID.name())
                .withColumn("place", row_number().over(slowestFirst))
                .where(col("place").leq(most));
        return SparkSchemas.select(rows, RequestTable.SCHEMA);
    }
}
