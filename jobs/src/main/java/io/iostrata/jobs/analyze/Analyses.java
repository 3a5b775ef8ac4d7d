package io.iostrata.jobs.analyze;

import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.lake.TableRow;
import io.iostrata.schemas.config.Digests;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.AnalysisTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.transforms.SparkSchemas;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Which runs have been analyzed, and how: what would come out as it is need not be made again. A run is in {@code analyses}
 * from the end of its analysis to the beginning of the next, so one that was cut short is none.
 */
final class Analyses {
    private static final TableSchema TABLE = AnalysisTable.SCHEMA;

    private final Lake lake;
    private final String asked;

    Analyses(Lake lake, AnalyzeOptions options) {
        this.lake = lake;
        asked = asked(options);
    }

    /** Those of some runs whose rows are not of such an analysis. */
    Set<String> missing(Set<String> runs) {
        var missing = new TreeSet<>(runs);
        lake.table(TABLE)
                .where(functions.col(AnalysisTable.ASKED.name()).equalTo(asked))
                .select(RunTable.RUN_ID.name())
                .collectAsList()
                .forEach(row -> missing.remove(row.getString(0)));
        return missing;
    }

    /** What tables hold of these runs is about to be replaced. */
    void begin(Set<String> runs) {
        var isTheirs = functions.col(RunTable.RUN_ID.name()).isin(runs.toArray());
        if (!lake.table(TABLE).where(isTheirs).isEmpty()) {
            new RunTables(lake, runs).writeTogether(TABLE, rows(List.of()));
        }
    }

    /** What tables hold of these runs is of this analysis. */
    void done(Set<String> runs) {
        var at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        var done = lake
                .table(RunTable.SCHEMA)
                .select(RunTable.RUN_ID.name(), RunTable.INGEST_ID.name())
                .collectAsList()
                .stream()
                .filter(run -> runs.contains(run.getString(0)))
                .map(run -> new TableRow(TABLE)
                        .set(RunTable.RUN_ID, run.getString(0))
                        .set(RunTable.INGEST_ID, run.getString(1))
                        .set(AnalysisTable.ASKED, asked)
                        .set(AnalysisTable.ANALYZED_AT, at)
                        .row())
                .toList();
        new RunTables(lake, runs).writeTogether(TABLE, rows(done));
    }

    private Dataset<Row> rows(List<Row> rows) {
        return lake.spark().createDataFrame(rows, SparkSchemas.struct(TABLE));
    }

    private static String asked(AnalyzeOptions options) {
        var lines = new ArrayList<>(List.of(ProgramDigest.VALUE, options.model().digest()));
        new TreeMap<>(options.values()).forEach((name, value) -> lines.add(name + "=" + value));
        return Digests.of(lines);
    }
}
