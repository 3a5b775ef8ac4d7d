package io.iostrata.jobs.analyze;

import io.iostrata.jobs.Together;
import io.iostrata.jobs.analyze.AnalyzeJob.Analyzed;
import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.lake.VisibleRuns;
import io.iostrata.jobs.lake.WrittenRows;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.schemas.tables.Tables;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
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

    /** Of the runs just analyzed; whatever of them was committed since then counts as written. */
    public static AnalyzeSummary of(Lake lake, Analyzed analyzed, long sinceEpochMillis) {
        var isTheirs = functions.col(RunTable.RUN_ID.name()).isin(analyzed.now().toArray());
        var events = lake.table(SourceTable.SCHEMA)
                .where(isTheirs)
                .agg(functions.coalesce(functions.sum(SourceTable.EVENTS.name()), functions.lit(0L)))
                .first()
                .getLong(0);
        return new AnalyzeSummary(analyzed, events, written(lake, analyzed, sinceEpochMillis), issues(lake, isTheirs));
    }

    /** Small tables hold many runs a file, whose rows are written along with those of the runs analyzed and are not counted. */
    private static Map<String, Long> written(Lake lake, Analyzed analyzed, long sinceEpochMillis) {
        var written = WrittenRows.since(lake, sinceEpochMillis);
        if (new VisibleRuns(lake).matching(AnalyzeOptions.EVERY_RUN).size()
                == analyzed.now().size()) {
            return written;
        }
        var isTheirs = functions.col(RunTable.RUN_ID.name()).isin(analyzed.now().toArray());
        var questions = new LinkedHashMap<String, Supplier<Long>>();
        Tables.ALL.stream()
                .filter(table -> written.containsKey(table.name()) && isSharedByRuns(lake, table))
                .forEach(table -> questions.put(
                        table.name(), () -> lake.table(table).where(isTheirs).count()));
        written.putAll(Together.answers(questions));
        written.values().removeIf(rows -> rows == 0);
        return written;
    }

    /** Tables over many runs, which say what they were made of, are made anew as a whole. */
    private static boolean isSharedByRuns(Lake lake, TableSchema table) {
        return table.fields().contains(RunTable.RUN_ID)
                && !Lake.isLarge(table)
                && lake.madeOf(table).isEmpty();
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
