package io.iostrata.transforms;

import static io.iostrata.transforms.SparkSchemas.c;

import io.iostrata.schemas.tables.SpanTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a walk found of layers: {@link SpanTable}. Partitions are those of the events, hence one source's each. */
public final class Spans {
    private Spans() {}

    public static Dataset<Row> of(Walks walks) {
        var spans = Walk.settleWindow(
                Walk.table(walks.layers(), SpanTable.SCHEMA),
                walks.figures(),
                c(SpanTable.LAYER),
                c(SpanTable.ORDINAL),
                c(SpanTable.IN_WINDOW));
        return SparkSchemas.select(spans, SpanTable.SCHEMA);
    }
}
