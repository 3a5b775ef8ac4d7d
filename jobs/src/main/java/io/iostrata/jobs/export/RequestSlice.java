package io.iostrata.jobs.export;

import io.iostrata.jobs.lake.Lake;
import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.tables.RequestLayerTable;
import io.iostrata.schemas.tables.RequestTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.schemas.tables.SpanTable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * One layer of one request, as it is drawn.
 *
 * @param row the rest of what there is to tell
 */
record RequestSlice(String machine, String layer, int position, long beginNs, long endNs, Row row) {
    /** What is told of a slice beside its place, in the viewer's panel. */
    static final List<Field> DETAILS = List.of(
            RequestTable.REQUEST_NO,
            RequestTable.SECTOR,
            RequestTable.BYTES,
            RequestLayerTable.CUMULATIVE_NS,
            RequestLayerTable.DELTA_NS,
            RequestLayerTable.MATCH);

    private static final String UNKNOWN = "machine not known";

    static RequestSlice of(Row row) {
        return new RequestSlice(
                row.getAs(SourceTable.MACHINE.name()),
                row.getAs(SpanTable.LAYER.name()),
                row.getAs(RequestLayerTable.POSITION.name()),
                row.getAs(RequestTable.BEGIN_NS.name()),
                row.getAs(RequestTable.END_NS.name()),
                row);
    }

    long requestNo() {
        return row.getAs(RequestTable.REQUEST_NO.name());
    }

    String name() {
        String op = row.getAs(RequestTable.OP.name());
        return op == null ? "request" : op;
    }

    /** By begin, the outer ones first. */
    static Column[] order() {
        return new Column[] {c(RequestTable.BEGIN_NS), c(RequestLayerTable.POSITION), c(RequestTable.REQUEST_NO)};
    }

    /** The slices of a run, all on its reference clock. */
    static Dataset<Row> ofRun(Lake lake, String runId) {
        var isOfRun = c(RunTable.RUN_ID).equalTo(runId);
        var sources = lake.table(SourceTable.SCHEMA)
                .where(isOfRun)
                .select(
                        c(SourceTable.SOURCE_ID),
                        functions
                                .coalesce(c(SourceTable.MACHINE), functions.lit(UNKNOWN))
                                .as(SourceTable.MACHINE.name()));
        var requests = lake.table(RequestTable.SCHEMA)
                .where(isOfRun)
                .select(c(RequestTable.REQUEST_NO), c(RequestTable.OP), c(RequestTable.SECTOR), c(RequestTable.BYTES));
        return lake.table(RequestLayerTable.SCHEMA)
                .where(isOfRun)
                .join(functions.broadcast(sources), SourceTable.SOURCE_ID.name())
                .join(requests, RequestTable.REQUEST_NO.name());
    }

    private static Column c(Field field) {
        return functions.col(field.name());
    }
}
