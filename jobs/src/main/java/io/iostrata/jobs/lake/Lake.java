package io.iostrata.jobs.lake;

import io.iostrata.jobs.Together;
import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.EventTable;
import io.iostrata.schemas.tables.FutexWaitTable;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.LatencyOverTimeTable;
import io.iostrata.schemas.tables.RequestLayerTable;
import io.iostrata.schemas.tables.RequestTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.schemas.tables.StageTable;
import io.iostrata.schemas.tables.Tables;
import io.iostrata.transforms.SparkSchemas;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.iceberg.spark.CommitMetadata;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.DataFrameWriterV2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.functions;

/**
 * The tables on disk. A run is visible when its row in {@code runs}, committed last, names the ingest that wrote the
 * others: {@link #table} and the views show nothing else, so a reader never sees half a run.
 */
public final class Lake {
    /** Tables with rows for every request, or every second: a run's are in files of its own. */
    private static final Set<TableSchema> BY_RUN = Set.of(
            SpanTable.SCHEMA,
            StageTable.SCHEMA,
            RequestTable.SCHEMA,
            RequestLayerTable.SCHEMA,
            LatencyOverTimeTable.SCHEMA,
            FutexWaitTable.SCHEMA);

    /** In the summary of a commit that does nothing but remove rows. */
    static final String REMOVAL = "iostrata.removal";

    private static final String MADE_OF = "iostrata.made-of";
    private static final String TABLE_PROPERTIES = "'format-version'='2', 'write.parquet.compression-codec'='zstd', "
            + "'write.distribution-mode'='none', 'write.metadata.metrics.default'='full', "
            + "'write.spark.fanout.enabled'='true', 'write.metadata.delete-after-commit.enabled'='true', 'commit.retry.num-retries'='20'";

    private final SparkSession spark;

    public Lake(SparkSession spark) {
        this.spark = spark;
    }

    public SparkSession spark() {
        return spark;
    }

    /** True if a lake is there. */
    public boolean exists() {
        return has(RunTable.SCHEMA);
    }

    /** Makes the tables that are not there yet, and adds the columns that older tables lack. */
    public void create() {
        spark.sql("CREATE NAMESPACE IF NOT EXISTS " + LakeSession.CATALOG + "." + LakeSession.NAMESPACE);
        var present =
                spark
                        .sql("SHOW TABLES IN " + LakeSession.CATALOG + "." + LakeSession.NAMESPACE)
                        .collectAsList()
                        .stream()
                        .map(row -> row.getString(1))
                        .collect(Collectors.toSet());
        for (var table : Tables.ALL) {
            if (!present.contains(table.name())) {
                spark.sql(createStatement(table));
            } else {
                addMissingColumns(table);
            }
        }
    }

    /** The physical table, every row that was ever committed and not yet removed. */
    public Dataset<Row> raw(TableSchema table) {
        return spark.table(name(table));
    }

    /** Iceberg's own table of a table's data files, with the bounds of their columns. */
    Dataset<Row> files(TableSchema table) {
        return spark.table(name(table) + ".files");
    }

    /** True if the lake has the table: one made by an older iostrata lacks some. */
    public boolean has(TableSchema table) {
        return spark.catalog().tableExists(name(table));
    }

    /** The table as users see it: rows of runs that are in {@code runs}. */
    public Dataset<Row> table(TableSchema table) {
        return isOfRuns(table) ? visible(raw(table), identities()) : raw(table);
    }

    /** {@link #table}, without rows where a lake made by an older iostrata lacks it, and null where it lacks a column. */
    public Dataset<Row> shown(TableSchema table) {
        return shown(table, identities());
    }

    /** Registers the tables as users see them under their plain names. */
    public void registerViews() {
        register(UnaryOperator.identity());
    }

    /** As {@link #registerViews}, for many queries over what the lake holds now: small tables are read but once. */
    public void registerKeptViews() {
        register(Dataset::persist);
    }

    private void register(UnaryOperator<Dataset<Row>> ofSmall) {
        spark.sql("USE " + LakeSession.CATALOG + "." + LakeSession.NAMESPACE);
        var runs = identities();
        Together.run(Tables.ALL.stream()
                .<Runnable>map(table -> () -> {
                    var rows = shown(table, runs);
                    (isLarge(table) ? rows : ofSmall.apply(rows)).createOrReplaceTempView(table.name());
                })
                .toArray(Runnable[]::new));
    }

    private Dataset<Row> shown(TableSchema table, Dataset<Row> runs) {
        Dataset<Row> rows;
        try {
            rows = raw(table);
        } catch (Exception unknown) { // of a checked kind that Spark's Scala does not declare
            if (has(table)) {
                throw unknown;
            }
            return spark.createDataFrame(List.of(), SparkSchemas.struct(table));
        }
        var whole = withEveryColumn(rows, table);
        return isOfRuns(table) ? visible(whole, runs) : whole;
    }

    /** Columns that a table made by an older iostrata lacks are null. */
    private static Dataset<Row> withEveryColumn(Dataset<Row> rows, TableSchema table) {
        var present = Set.of(rows.columns());
        var whole = rows;
        for (var field : table.fields()) {
            if (!present.contains(field.name())) {
                whole = whole.withColumn(field.name(), functions.lit(null).cast(SparkSchemas.type(field.type())));
            }
        }
        return whole;
    }

    /** Run and ingest of every visible run. */
    Dataset<Row> identities() {
        return raw(RunTable.SCHEMA).select(RunTable.RUN_ID.name(), RunTable.INGEST_ID.name());
    }

    private static Dataset<Row> visible(Dataset<Row> rows, Dataset<Row> runs) {
        return rows.join(
                functions.broadcast(runs), scalaNames(RunTable.RUN_ID.name(), RunTable.INGEST_ID.name()), "left_semi");
    }

    /** Adds rows, in one commit. */
    public void append(TableSchema table, Dataset<Row> rows) {
        append(table, rows.writeTo(name(table)));
    }

    /** Adds rows, in one commit that says what they, and all that the table holds, were made of. */
    public void append(TableSchema table, Dataset<Row> rows, String madeOf) {
        append(table, rows.writeTo(name(table)).option("snapshot-property." + MADE_OF, madeOf));
    }

    private static void append(TableSchema table, DataFrameWriterV2<Row> rows) {
        try {
            rows.append();
        } catch (NoSuchTableException gone) {
            throw new IllegalStateException("The lake has no table " + table.name(), gone);
        }
    }

    /** What a table was last said to be made of; empty where anything was written to it since. */
    public Optional<String> madeOf(TableSchema table) {
        return Optional.ofNullable(iceberg(table).currentSnapshot())
                .map(snapshot -> snapshot.summary().get(MADE_OF));
    }

    /** Puts rows in the place of all there are, in one commit that says what they were made of. */
    public void replaceAll(TableSchema table, Dataset<Row> rows, String madeOf) {
        try {
            rows.writeTo(name(table))
                    .option("snapshot-property." + MADE_OF, madeOf)
                    .overwrite(functions.lit(true));
        } catch (NoSuchTableException gone) {
            throw new IllegalStateException("The lake has no table " + table.name(), gone);
        }
    }

    /** Puts rows that are made from what the table holds in the place of it, in one commit that no other's comes between. */
    public void rewrite(TableSchema table, Supplier<Dataset<Row>> rows) {
        Conflicts.retried(() -> {
            var from = Optional.ofNullable(iceberg(table).currentSnapshot());
            var write = rows.get().coalesce(1).writeTo(name(table)).option("isolation-level", "serializable");
            from.ifPresent(snapshot -> write.option("validate-from-snapshot-id", Long.toString(snapshot.snapshotId())));
            try {
                write.overwrite(functions.lit(true));
            } catch (NoSuchTableException gone) {
                throw new IllegalStateException("The lake has no table " + table.name(), gone);
            }
        });
    }

    /** Puts the rows of some runs in the place of theirs, in one commit, where files hold one run each. */
    public void replaceRuns(TableSchema table, Dataset<Row> rows, Collection<String> runIds) {
        try {
            rows.writeTo(name(table))
                    .overwrite(functions.col(RunTable.RUN_ID.name()).isin(runIds.toArray()));
        } catch (NoSuchTableException gone) {
            throw new IllegalStateException("The lake has no table " + table.name(), gone);
        }
    }

    /**
     * Makes runs visible: their rows take the place of older ones of the same id, in one commit. Returns the ingests that
     * wrote those.
     */
    public Set<String> publish(Dataset<Row> runs) {
        var replaced = new HashSet<String>();
        var ids = runs.select(RunTable.RUN_ID.name()).collectAsList().stream()
                .map(row -> row.getString(0))
                .toArray();
        runs.createOrReplaceTempView("published_runs");
        Conflicts.retried(() -> {
            raw(RunTable.SCHEMA)
                    .where(functions.col(RunTable.RUN_ID.name()).isin(ids))
                    .select(RunTable.INGEST_ID.name())
                    .collectAsList()
                    .forEach(row -> replaced.add(row.getString(0)));
            spark.sql("MERGE INTO " + name(RunTable.SCHEMA) + " t USING published_runs s ON t.run_id = s.run_id"
                    + " WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *");
        });
        spark.catalog().dropTempView("published_runs");
        return replaced;
    }

    /** Removes the rows of runs that some ingests wrote, which are no longer the visible ones. */
    public void removeReplaced(Collection<String> runIds, Set<String> ingestIds) {
        for (var table : Tables.ALL) {
            if (isOfRuns(table)) {
                Conflicts.retried(() -> delete(table, ofRunsAndIngests(runIds, ingestIds)));
            }
        }
    }

    /** Removes rows: whole files where all of a file's are such. */
    void delete(TableSchema table, String condition) {
        CommitMetadata.withCommitProperties(
                Map.of(REMOVAL, "true"),
                () -> spark.sql("DELETE FROM " + name(table) + " WHERE " + condition),
                RuntimeException.class);
    }

    /** The rows of some runs that some ingests wrote, as SQL. */
    static String ofRunsAndIngests(Collection<String> runIds, Collection<String> ingestIds) {
        return "(run_id IN (" + quoted(runIds) + ") AND ingest_id IN (" + quoted(ingestIds) + "))";
    }

    /** Removes what earlier analyses had to say of some runs, and of breakdowns. */
    public void removeAnalysisIssues(Set<String> runIds) {
        var ofRuns = runIds.isEmpty() ? "" : " OR run_id IN (" + quoted(runIds) + ")";
        delete(
                IssueTable.SCHEMA,
                "job = 'analyze' AND ((source_id IS NULL AND kind IN (" + quoted(IssueKind.idsOfBreakdowns()) + "))"
                        + ofRuns + ")");
    }

    /** The Iceberg table itself. */
    public Table iceberg(TableSchema table) {
        try {
            return Spark3Util.loadIcebergTable(spark, name(table));
        } catch (NoSuchTableException | ParseException gone) {
            throw new IllegalStateException("The lake has no table " + table.name(), gone);
        }
    }

    /** The visible events, those of a source in order of time in one partition, as ordered passes need them. */
    public Dataset<Row> eventsByFile() {
        return visible(
                new OrderedEvents(spark, name(EventTable.SCHEMA), iceberg(EventTable.SCHEMA)).rows(), identities());
    }

    private void addMissingColumns(TableSchema table) {
        var present = new HashSet<>(List.of(raw(table).columns()));
        for (var field : table.fields()) {
            if (!present.contains(field.name())) {
                spark.sql("ALTER TABLE " + name(table) + " ADD COLUMN " + column(field, ""));
            }
        }
    }

    private static String createStatement(TableSchema table) {
        var columns = table.fields().stream()
                .map(field -> column(field, field.isOptional() ? "" : " NOT NULL"))
                .collect(Collectors.joining(",\n  "));
        var partitions = BY_RUN.contains(table) ? " PARTITIONED BY (" + RunTable.RUN_ID.name() + ")" : "";
        return "CREATE TABLE IF NOT EXISTS " + name(table) + " (\n  " + columns + ")\nUSING iceberg" + partitions
                + " COMMENT '" + escaped("One row per " + table.grain() + ".") + "' TBLPROPERTIES (" + TABLE_PROPERTIES
                + ")";
    }

    private static String column(Field field, String nullability) {
        return field.name() + " " + SparkSchemas.type(field.type()).sql() + nullability + " COMMENT '"
                + escaped(field.doc()) + "'";
    }

    /** True if every row of a table is what one run has to say, visible if the run is. */
    public static boolean isOfRuns(TableSchema table) {
        return table.fields().contains(RunTable.RUN_ID) && !table.equals(RunTable.SCHEMA);
    }

    /** True if each data file of a table holds one run of one ingest. */
    static boolean hasFilesOfRuns(TableSchema table) {
        return table.equals(EventTable.SCHEMA) || BY_RUN.contains(table);
    }

    /** True if a table has rows for every event or request. */
    public static boolean isLarge(TableSchema table) {
        return hasFilesOfRuns(table) && !table.equals(LatencyOverTimeTable.SCHEMA);
    }

    static String name(TableSchema table) {
        return LakeSession.CATALOG + "." + LakeSession.NAMESPACE + "." + table.name();
    }

    private static scala.collection.immutable.Seq<String> scalaNames(String... names) {
        return scala.jdk.javaapi.CollectionConverters.asScala(List.of(names)).toSeq();
    }

    private static String quoted(Collection<String> values) {
        return values.stream().sorted().map(value -> "'" + escaped(value) + "'").collect(Collectors.joining(", "));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("'", "\\'");
    }
}
