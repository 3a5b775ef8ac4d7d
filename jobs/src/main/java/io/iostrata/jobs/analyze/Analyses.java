package io.iostrata.jobs.analyze;

import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.lake.TableRow;
import io.iostrata.jobs.lake.VisibleRuns;
import io.iostrata.schemas.config.Digests;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.AnalysisTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.transforms.SparkSchemas;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Which runs have been analyzed, and how: what would come out as it is need not be made again. A run is marked as taken up
 * before the first of its tables is written and as analyzed after the last, by the same analysis: one that was cut short, or
 * that another got in the way of, leaves it to be analyzed.
 */
final class Analyses {
    private static final TableSchema TABLE = AnalysisTable.SCHEMA;

    private final Lake lake;
    private final AnalyzeOptions options;
    private final String id = UUID.randomUUID().toString();
    private final String program = ProgramDigest.ofAnalysis();

    Analyses(Lake lake, AnalyzeOptions options) {
        this.lake = lake;
        this.options = options;
    }

    /** Those of some runs whose tables are not of such an analysis. */
    Set<String> missing(Set<String> runs) {
        var missing = new TreeSet<>(runs);
        lake.table(TABLE).where(functions.col(AnalysisTable.ANALYZED_AT.name()).isNotNull()).collectAsList().stream()
                .filter(this::isSuch)
                .forEach(row -> missing.remove(row.<String>getAs(RunTable.RUN_ID.name())));
        return missing;
    }

    private boolean isSuch(Row row) {
        return row.getAs(AnalysisTable.MODEL.name()).equals(options.model().digest())
                && row.getAs(AnalysisTable.PROGRAM.name()).equals(program)
                && row.getJavaMap(row.fieldIndex(AnalysisTable.GIVEN.name())).equals(options.values());
    }

    /** What tables hold of these runs is about to be replaced; returns which ingest each run is of. */
    Map<String, String> begin(Set<String> runs) {
        var ingests = ingests(runs);
        write(ingests.keySet(), marks(ingests, Optional.empty()));
        return ingests;
    }

    /** What tables hold of these runs is of this analysis, unless another began meanwhile: returns of which it is not. */
    Set<String> done(Map<String, String> ingests) {
        var disturbed = new TreeSet<>(ingests.keySet());
        lake.table(TABLE).where(functions.col(AnalysisTable.ANALYSIS_ID.name()).equalTo(id)).collectAsList().stream()
                .map(row -> row.<String>getAs(RunTable.RUN_ID.name()))
                .forEach(disturbed::remove);
        var ours = new HashMap<>(ingests);
        ours.keySet().removeAll(disturbed);
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        // Of the others the mark that is there is not to stand either: their tables may be ours.
        write(ingests.keySet(), marks(ours, Optional.of(now)));
        return disturbed;
    }

    /** Of what the tables over many runs are made of: the lake's runs, how each was analyzed, and what is asked of them all. */
    String digest() {
        var lines = new TreeSet<String>();
        new VisibleRuns(lake).identities().forEach(run -> lines.add("run " + run));
        lake.table(TABLE)
                .select(RunTable.RUN_ID.name(), AnalysisTable.ANALYSIS_ID.name())
                .collectAsList()
                .forEach(analysis -> lines.add("analysis " + analysis));
        lines.add("program " + program + " model " + options.model().digest());
        lines.add("by " + options.by() + " " + options.question());
        return Digests.of(List.copyOf(lines));
    }

    private Map<String, String> ingests(Set<String> runs) {
        var ingests = new HashMap<String, String>();
        new VisibleRuns(lake).identities().forEach(run -> ingests.put(run.getString(0), run.getString(1)));
        ingests.keySet().retainAll(runs);
        return ingests;
    }

    private List<Row> marks(Map<String, String> ingests, Optional<String> analyzedAt) {
        return ingests.entrySet().stream()
                .map(run -> new TableRow(TABLE)
                        .set(RunTable.RUN_ID, run.getKey())
                        .set(RunTable.INGEST_ID, run.getValue())
                        .set(AnalysisTable.ANALYSIS_ID, id)
                        .set(AnalysisTable.MODEL, options.model().digest())
                        .set(AnalysisTable.GIVEN, options.values())
                        .set(AnalysisTable.PROGRAM, program)
                        .setIf(AnalysisTable.ANALYZED_AT, analyzedAt)
                        .row())
                .toList();
    }

    private void write(Set<String> runs, List<Row> marks) {
        var rows = lake.spark().createDataFrame(marks, SparkSchemas.struct(TABLE));
        new RunTables(lake, runs).writeTogether(TABLE, rows);
    }
}
