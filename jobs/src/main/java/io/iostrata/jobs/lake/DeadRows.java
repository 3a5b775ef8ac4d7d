package io.iostrata.jobs.lake;

import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.RunTable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Rows that nobody will see: of ingests that died, and of runs that were replaced while an analysis wrote of them. */
public final class DeadRows {
    /** How an ingest_id begins: ids are in the order of their time. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    private final Lake lake;
    private final String before;

    /**
     * Those of a lake, now.
     *
     * @param before rows of ingests that began later are let be: they may be under way
     */
    public DeadRows(Lake lake, Instant before) {
        this.lake = lake;
        this.before = TIME.format(before);
    }

    /** Which run and ingest a row is of. */
    private record Identity(String runId, String ingestId) {}

    /** Removes them; returns how many runs of ingests that were, over all tables. */
    public int remove(Collection<TableSchema> tables) {
        var dead = new HashSet<Identity>();
        for (var table : tables) {
            var ofTable = find(table);
            dead.addAll(ofTable);
            if (!ofTable.isEmpty()) {
                Conflicts.retried(() -> lake.delete(table, condition(ofTable)));
            }
        }
        return dead.size();
    }

    /** How many runs of ingests there are to remove. */
    public int count(Collection<TableSchema> tables) {
        return tables.stream()
                .flatMap(table -> find(table).stream())
                .collect(Collectors.toSet())
                .size();
    }

    private Set<Identity> find(TableSchema table) {
        if (!Lake.isOfRuns(table)) {
            return Set.of();
        }
        // What is visible is asked for last: an ingest that commits meanwhile is then among it.
        var present = Lake.hasFilesOfRuns(table) ? ofFiles(table) : ofRows(table);
        present.removeAll(visible());
        return present;
    }

    private Set<Identity> visible() {
        return new VisibleRuns(lake)
                .identities().stream().map(DeadRows::identity).collect(Collectors.toSet());
    }

    private Set<Identity> ofRows(TableSchema table) {
        var ingestId = functions.col(RunTable.INGEST_ID.name());
        return identities(lake.raw(table)
                .where(ingestId.lt(before))
                .select(functions.col(RunTable.RUN_ID.name()), ingestId)
                .distinct()
                .collectAsList());
    }

    /** From the bounds of the files, which hold one run of one ingest each. */
    private Set<Identity> ofFiles(TableSchema table) {
        var files = lake.files(table).select(bound(RunTable.RUN_ID.name()), bound(RunTable.INGEST_ID.name()));
        return identities(files.distinct().collectAsList().stream()
                .filter(row -> !row.isNullAt(0) && !row.isNullAt(1))
                .filter(row -> row.getString(1).compareTo(before) < 0)
                .toList());
    }

    private static Column bound(String column) {
        return functions.col("readable_metrics." + column + ".lower_bound");
    }

    private static Set<Identity> identities(List<Row> rows) {
        return rows.stream().map(DeadRows::identity).collect(Collectors.toCollection(HashSet::new));
    }

    private static Identity identity(Row row) {
        return new Identity(row.getString(0), row.getString(1));
    }

    /** Ingest by ingest: one of them may have some runs to see and others not. */
    private static String condition(Set<Identity> dead) {
        Map<String, Set<String>> runs = dead.stream()
                .collect(Collectors.groupingBy(
                        Identity::ingestId,
                        Collectors.mapping(Identity::runId, Collectors.toCollection(TreeSet::new))));
        return runs.entrySet().stream()
                .map(ingest -> Lake.ofRunsAndIngests(ingest.getValue(), Set.of(ingest.getKey())))
                .collect(Collectors.joining(" OR "));
    }
}
