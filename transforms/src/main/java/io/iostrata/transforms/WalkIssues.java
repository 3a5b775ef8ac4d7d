package io.iostrata.transforms;

import io.iostrata.schemas.tables.IssueTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a walk has to say: values found, windows, begins without an end, losses, clocks nothing tells: {@link IssueTable}. */
public final class WalkIssues {
    private WalkIssues() {}

    public static Dataset<Row> of(Dataset<Row> walk) {
        return SparkSchemas.select(Walk.table(walk, IssueTable.SCHEMA), IssueTable.SCHEMA);
    }
}
