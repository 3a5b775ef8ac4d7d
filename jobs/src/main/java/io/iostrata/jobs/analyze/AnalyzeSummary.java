package io.iostrata.jobs.analyze;

import io.iostrata.jobs.analyze.AnalyzeJob.Analyzed;
import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.lake.WrittenRows;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SourceTable;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * What an analysis read and wrote.
 *
 * @param events in the files of the runs
 * @param rows written, by table
 * @param issues found, by severity and kind
 */
public record AnalyzeSummary(Analyzed analyzed, long events, Map<String, Long> rows, Map<String, Long> issues) {

    /** A query for what analyses had to say. */
    public static final String EVERY_ISSUE = "SELECT run_id, severity, kind, count, message FROM issues"
            + " WHERE job = 'analyze' ORDER BY kind, run_id";

    /** Of the runs just analyzed; whatever was committed since then counts as written. */
    public static AnalyzeSummary of(Lake lake, Analyzed analyzed, long sinceEpochMillis) {
        var isTheirs = functions.col(RunTable.RUN_ID.name()).isin(analyzed.now().toArray());
        var events = lake.table(SourceTable.SCHEMA)
                .where(isTheirs)
                .agg(functions.coalesce(functions.sum(SourceTable.EVENTS.name()), functions.lit(0L)))
                .first()
                .getLong(0);
        return new AnalyzeSummary(analyzed, events, WrittenRows.since(lake, sinceEpochMillis), issues(lake, isTheirs));
    }

    private static Map<String, Long> issues(Lake lake, Column isTheirs) {
        var issues = new TreeMap<String, Long>();
        lake.table(IssueTable.SCHEMA)
                .where(isTheirs.and(functions.col(IssueTable.JOB.name()).equalTo("analyze")))
                .groupBy(IssueTable.SEVERITY.name(), IssueTable.KIND.name())
                .count()
                .collectAsList()
                .forEach(row -> issues.put(row.getString(0) + " " + row.getString(1), row.getLong(2)));
        return issues;
    }

    public boolean hasIssues() {
        return !issues.isEmpty();
    }

    /** In the words of the ingest's summary. */
    public String text() {
        var out = rows.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
        var before = analyzed.before().isEmpty()
                ? ""
                : ", %d as they were analyzed before (--again analyzes them too)"
                        .formatted(analyzed.before().size());
        var text = new StringBuilder("runs       %d analyzed%s%nrows in    %d events%nrows out   %s%n"
                .formatted(analyzed.now().size(), before, events, out.isEmpty() ? "none" : out));
        issues.forEach((kind, count) -> text.append("issues     %-28s %d%n".formatted(kind, count)));
        return text.toString().stripTrailing();
    }
}
