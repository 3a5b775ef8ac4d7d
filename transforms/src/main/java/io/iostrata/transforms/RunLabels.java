package io.iostrata.transforms;

import static io.iostrata.schemas.tables.LayerBreakdownTable.CONFIG;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.sort_array;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * As which configurations each run is compared: two runs that differ in keys nobody asked about have the same.
 *
 * @param byRun labels in order, one a line; blank for a run that is not compared
 */
record RunLabels(Map<String, String> byRun) {
    private static final String LABELS = "run_labels";

    RunLabels {
        byRun = Map.copyOf(byRun);
    }

    /**
     * The rows, each with what {@link #of} reads.
     *
     * @param rows by run_id and ingest_id
     * @param configurations of {@link Configurations}
     */
    static Dataset<Row> beside(Dataset<Row> rows, Dataset<Row> configurations) {
        var run = new String[] {RUN_ID.name(), INGEST_ID.name()};
        var labels = configurations
                .groupBy(c(RUN_ID), c(INGEST_ID))
                .agg(concat_ws("\n", sort_array(collect_set(c(CONFIG)))).as(LABELS));
        return rows.join(labels, run, "left");
    }

    static RunLabels of(Collection<Row> rows) {
        return new RunLabels(rows.stream()
                .collect(Collectors.toMap(
                        row -> SmallTables.text(row, RUN_ID),
                        row -> row.getAs(LABELS) == null ? "" : row.getAs(LABELS),
                        (same, again) -> same)));
    }

    /** Whether all of those runs are compared as one configuration. */
    boolean isOne(Collection<String> runs) {
        return runs.stream().map(run -> byRun.getOrDefault(run, "")).distinct().count() == 1;
    }
}
