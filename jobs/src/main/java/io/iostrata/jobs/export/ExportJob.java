package io.iostrata.jobs.export;

import io.iostrata.jobs.UserError;
import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.lake.VisibleRuns;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.Tables;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** What an export is of. */
public final class ExportJob {
    private final Lake lake;

    public ExportJob(Lake lake) {
        this.lake = lake;
    }

    /**
     * What a user asks for.
     *
     * @param run glob over run ids
     * @param where a condition in SQL
     */
    public record Selection(Optional<String> table, Optional<String> run, Optional<String> where) {}

    /** The rows to write. */
    public Dataset<Row> rows(ExportFormat format, Selection selection) {
        return format == ExportFormat.PERFETTO ? slices(selection) : rows(selection);
    }

    private Dataset<Row> rows(Selection selection) {
        var schema = schema(selection
                .table()
                .orElseThrow(() -> new UserError("Invalid export: no --table (expected one of " + names() + ")")));
        var rows = lake.shown(schema);
        if (selection.run().isPresent()) {
            rows = rows.where(ofRuns(rows, schema, selection.run().get()));
        }
        return selection.where().isPresent() ? rows.where(selection.where().get()) : rows;
    }

    private Column ofRuns(Dataset<Row> rows, TableSchema schema, String glob) {
        if (!Arrays.asList(rows.columns()).contains(RunTable.RUN_ID.name())) {
            throw new UserError("Invalid --run: " + glob + " (" + schema.name() + " is over many runs)");
        }
        var runs = new VisibleRuns(lake).matching(glob);
        return functions.col(RunTable.RUN_ID.name()).isin(runs.toArray());
    }

    private Dataset<Row> slices(Selection selection) {
        if (selection.table().isPresent() || selection.where().isPresent()) {
            throw new UserError("Invalid export: --table or --where with perfetto (expected --run RUN alone)");
        }
        var glob = selection
                .run()
                .orElseThrow(() -> new UserError("Invalid export: perfetto without --run (expected --run RUN)"));
        var runs = new VisibleRuns(lake).matching(glob);
        if (runs.size() > 1) {
            throw new UserError("Invalid --run: %s (names %d runs, expected one)".formatted(glob, runs.size()));
        }
        var run = runs.iterator().next();
        var slices = RequestSlice.ofRun(lake, run);
        if (slices.isEmpty()) {
            throw new UserError(
                    "run " + run + " has no requests (expected one that `iostrata analyze` followed some of)");
        }
        return slices;
    }

    private static TableSchema schema(String name) {
        return Tables.ALL.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UserError("Invalid table: " + name + " (expected one of " + names() + ")"));
    }

    private static String names() {
        return Tables.ALL.stream().map(TableSchema::name).collect(Collectors.joining(", "));
    }
}
