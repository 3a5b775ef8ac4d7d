package io.iostrata.transforms;

import static io.iostrata.schemas.tables.RequestLayerTable.MATCH;
import static io.iostrata.schemas.tables.RequestLayerTable.SPAN_ORDINAL;
import static io.iostrata.schemas.tables.RequestTable.REQUEST_NO;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.schemas.tables.SourceTable.SOURCE_ID;
import static io.iostrata.schemas.tables.SpanTable.BYTES;
import static io.iostrata.schemas.tables.SpanTable.LAYER;
import static io.iostrata.schemas.tables.SpanTable.OP;
import static io.iostrata.schemas.tables.SpanTable.ORDINAL;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.iostrata.schemas.table.Field;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Spans with the operation and size of the request they belong to, where their own events tell neither. Not of those that
 * were the first free of several: which request such a one belongs to is not known.
 */
final class ToldByRequests {
    private static final String[] REQUEST = {RUN_ID.name(), INGEST_ID.name(), REQUEST_NO.name()};
    private static final String[] SPAN = {
        RUN_ID.name(), INGEST_ID.name(), LAYER.name(), SOURCE_ID.name(), ORDINAL.name()
    };
    private static final String REQUEST_OP = "request_op";
    private static final String REQUEST_BYTES = "request_bytes";

    private ToldByRequests() {}

    /**
     * The spans, with nothing else changed.
     *
     * @param requests rows of that table
     * @param layers rows of request_layers
     */
    static Dataset<Row> of(Dataset<Row> spans, Dataset<Row> requests, Dataset<Row> layers) {
        var told = requests.where(c(OP).isNotNull().or(c(BYTES).isNotNull()))
                .select(c(RUN_ID), c(INGEST_ID), c(REQUEST_NO), c(OP), c(BYTES));
        var bySpan = layers.where(c(SPAN_ORDINAL).isNotNull().and(not(c(MATCH).equalTo("order"))))
                .select(
                        c(RUN_ID),
                        c(INGEST_ID),
                        c(REQUEST_NO),
                        c(LAYER),
                        c(SOURCE_ID),
                        c(SPAN_ORDINAL).as(ORDINAL.name()))
                .join(told, REQUEST)
                .groupBy(c(RUN_ID), c(INGEST_ID), c(LAYER), c(SOURCE_ID), c(ORDINAL))
                .agg(agreed(OP).as(REQUEST_OP), agreed(BYTES).as(REQUEST_BYTES));
        return spans.join(bySpan, SPAN, "left")
                .withColumn(OP.name(), coalesce(c(OP), col(REQUEST_OP)))
                .withColumn(BYTES.name(), coalesce(c(BYTES), col(REQUEST_BYTES)));
    }

    /** What all requests of a span say; null where they differ. */
    private static Column agreed(Field field) {
        return when(min(c(field)).equalTo(max(c(field))).and(count(c(field)).equalTo(count("*"))), min(c(field)));
    }
}
