package io.iostrata.jobs.ingest;

import io.iostrata.ingest.archive.ArchiveStore;
import io.iostrata.jobs.Progress;
import io.iostrata.jobs.ingest.FileDigests.FileDigest;
import io.iostrata.jobs.lake.EventFiles;
import io.iostrata.jobs.lake.Lake;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.Severity;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.transforms.SparkSchemas;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Archives into the lake. Files are read by Spark tasks into finished Parquet files; then each table is committed
 * once, {@code runs} last. A job that dies before that leaves the lake as it was.
 */
public final class IngestJob {
    private final Lake lake;
    private final ArchiveStore store;
    private final IngestOptions options;
    private final Progress progress;
    private final String ingestId = newIngestId();

    public IngestJob(Lake lake, ArchiveStore store, IngestOptions options, Progress progress) {
        this.lake = lake;
        this.store = store;
        this.options = options;
        this.progress = progress;
    }

    public IngestSummary run() throws IOException {
        progress.phase("looking for runs", 0);
        var all = IngestPlan.of(store, options, ingestId);
        var known = known(all);
        var unchanged = unchanged(all, known);
        var plan = all.without(unchanged);
        var outcomes = new Reading(lake, store, progress).read(plan);
        commit(plan, outcomes);
        return new IngestSummary(
                plan.runs().stream().map(PlannedRun::runId).toList(),
                unchanged.stream().map(PlannedRun::runId).toList(),
                outcomes.stream().map(SourceOutcome::source).toList(),
                Stream.concat(issueRows(plan, outcomes).stream(), errors(unchanged).stream())
                        .toList(),
                plan.troubles());
    }

    /** What was unusable when these runs were read, and still is. */
    private List<Row> errors(List<PlannedRun> unchanged) {
        if (unchanged.isEmpty()) {
            return List.of();
        }
        var runIds = unchanged.stream().map(PlannedRun::runId).toArray();
        var columns = IssueTable.SCHEMA.fields().stream()
                .map(field -> functions.col(field.name()))
                .toArray(Column[]::new);
        return lake.table(IssueTable.SCHEMA)
                .where(functions
                        .col(RunTable.RUN_ID.name())
                        .isin(runIds)
                        .and(functions.col(IssueTable.JOB.name()).equalTo("ingest"))
                        .and(functions.col(IssueTable.SEVERITY.name()).equalTo(Severity.ERROR.id())))
                .select(columns)
                .collectAsList();
    }

    /** Those of the plan's runs that the lake has, by id. */
    private Map<String, Row> known(IngestPlan plan) {
        var ids = plan.runs().stream().map(PlannedRun::runId).toArray();
        return lake
                .raw(RunTable.SCHEMA)
                .where(functions.col(RunTable.RUN_ID.name()).isin(ids))
                .select(RunTable.RUN_ID.name(), RunTable.ARCHIVE_SHA256.name(), RunTable.INGEST_OPTIONS.name())
                .collectAsList()
                .stream()
                .collect(Collectors.toMap(row -> row.getString(0), row -> row));
    }

    private List<PlannedRun> unchanged(IngestPlan plan, Map<String, Row> known) {
        var doubtful = plan.runs().stream()
                .filter(run -> known.containsKey(run.runId()))
                .toList();
        if (doubtful.isEmpty()) {
            return List.of();
        }
        var tasks = doubtful.stream().flatMap(run -> run.tasks().stream()).toList();
        var groups = TaskGroups.of(tasks, cores());
        progress.phase("comparing with what the lake has", groups.size());
        var reader = new SourceReader(store);
        var digests = spark()
                .parallelize(groups, groups.size())
                .flatMap(group -> reader.digests(group).iterator())
                .collect()
                .stream()
                .collect(Collectors.groupingBy(FileDigest::runId));
        return doubtful.stream()
                .filter(run -> isAsKnown(run, known.get(run.runId()), digests.getOrDefault(run.runId(), List.of())))
                .toList();
    }

    private static boolean isAsKnown(PlannedRun run, Row known, List<FileDigest> files) {
        return known.getString(1).equals(FileDigests.ofRun(run, files))
                && known.getString(2).equals(run.options());
    }

    private void commit(IngestPlan plan, List<SourceOutcome> outcomes) {
        if (plan.runs().isEmpty()) {
            return;
        }
        progress.phase("committing", 0);
        EventFiles.commit(
                lake,
                outcomes.stream()
                        .flatMap(outcome -> outcome.dataFiles().stream())
                        .toList());
        append(SourceTable.SCHEMA, outcomes.stream().map(SourceOutcome::source).toList());
        append(IssueTable.SCHEMA, issueRows(plan, outcomes));
        var replaced = lake.publish(frame(RunTable.SCHEMA, runRows(plan, outcomes)));
        if (!replaced.isEmpty()) {
            progress.phase("removing what was replaced", 0);
            var runIds = plan.runs().stream().map(PlannedRun::runId).toList();
            lake.removeReplaced(runIds, replaced);
        }
    }

    private List<Row> runRows(IngestPlan plan, List<SourceOutcome> outcomes) {
        var digests = outcomes.stream().map(SourceOutcome::digest).collect(Collectors.groupingBy(FileDigest::runId));
        return plan.runs().stream()
                .map(run -> RunRows.of(
                        run, options, ingestId, FileDigests.ofRun(run, digests.getOrDefault(run.runId(), List.of()))))
                .toList();
    }

    private List<Row> issueRows(IngestPlan plan, List<SourceOutcome> outcomes) {
        var rows = new ArrayList<Row>();
        for (var run : plan.runs()) {
            run.archive().issues().forEach(issue -> rows.add(IssueRows.ofRun(run.runId(), ingestId, issue)));
            plan.archiveIssues(run).forEach(issue -> rows.add(IssueRows.ofRun(run.runId(), ingestId, issue)));
        }
        outcomes.forEach(outcome -> rows.addAll(outcome.issues()));
        return rows;
    }

    private void append(TableSchema table, Collection<Row> rows) {
        if (!rows.isEmpty()) {
            lake.append(table, frame(table, rows));
        }
    }

    private org.apache.spark.sql.Dataset<Row> frame(TableSchema table, Collection<Row> rows) {
        return lake.spark()
                .createDataFrame(List.copyOf(rows), SparkSchemas.struct(table))
                .coalesce(1);
    }

    private JavaSparkContext spark() {
        return JavaSparkContext.fromSparkContext(lake.spark().sparkContext());
    }

    private int cores() {
        return spark().defaultParallelism();
    }

    /** Unique to each attempt: what a dead one left behind can never be taken for this one's. */
    private static String newIngestId() {
        var time = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now());
        return time + "-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
