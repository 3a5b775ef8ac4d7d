package io.iostrata.jobs.analyze;

import io.iostrata.jobs.lake.Lake;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.RunTable;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Puts the rows of the analyzed runs in the place of what an earlier analysis wrote of them. */
final class RunTables {
    private final Lake lake;
    private final Set<String> runs;

    RunTables(Lake lake, Set<String> runs) {
        this.lake = lake;
        this.runs = Set.copyOf(runs);
    }

    /** A table whose files hold one run each: its partitions are written as they are. */
    void writeByPartition(TableSchema table, Dataset<Row> rows) {
        lake.replaceRuns(table, rows, runs);
    }

    /** A small table: one file, the rows of other runs kept. */
    void writeTogether(TableSchema table, Dataset<Row> rows) {
        lake.rewrite(table, () -> rows.unionByName(others(table)));
    }

    private Dataset<Row> others(TableSchema table) {
        var runId = functions.col(RunTable.RUN_ID.name());
        return lake.table(table).where(functions.not(runId.isin(runs.toArray())));
    }
}
