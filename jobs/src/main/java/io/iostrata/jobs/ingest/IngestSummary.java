package io.iostrata.jobs.ingest;

import io.iostrata.jobs.ingest.IngestPlan.Trouble;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.Severity;
import io.iostrata.schemas.tables.SourceTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;

/**
 * What an ingest did.
 *
 * @param read runs that are in the lake now and were not before, or were different
 * @param unchanged runs that were in the lake as they are
 */
public record IngestSummary(
        List<String> read, List<String> unchanged, List<Row> sources, List<Row> issues, List<Trouble> troubles) {
    private static final int MOST_LINES = 40;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** True if some input was unusable. */
    public boolean hasErrors() {
        return troubles.stream().anyMatch(trouble -> trouble.severity() == Severity.ERROR)
                || issues.stream().anyMatch(issue -> severity(issue).equals(Severity.ERROR.id()));
    }

    /** One line for each thing that went wrong, errors before warnings. */
    public List<String> complaints() {
        var lines = new LinkedHashSet<String>();
        for (var severity : List.of(Severity.ERROR, Severity.WARNING)) {
            troubles.stream()
                    .filter(trouble -> trouble.severity() == severity)
                    .forEach(trouble -> lines.add(line(severity, trouble.line())));
            issues.stream()
                    .filter(issue -> severity(issue).equals(severity.id()))
                    .forEach(issue -> lines.add(line(severity, message(issue))));
        }
        int more = lines.size() - MOST_LINES;
        return more <= 0
                ? List.copyOf(lines)
                : concat(lines.stream().limit(MOST_LINES).toList(), "… and " + more + " more: see the table issues");
    }

    /** The answer: runs, files, events, bytes, issues by kind. */
    public String text() {
        var text = new StringBuilder();
        text.append("runs       %d read, %d unchanged%n".formatted(read.size(), unchanged.size()));
        text.append("files      %d (%d of them not recognised)%n"
                .formatted(
                        sources.size(),
                        sources.stream()
                                .filter(row -> format(row).equals("other"))
                                .count()));
        text.append("events     %d%n".formatted(sum(SourceTable.EVENTS.name())));
        text.append("bytes      %d decoded + %d skipped = %d%n"
                .formatted(
                        sum(SourceTable.BYTES_DECODED.name()),
                        sum(SourceTable.BYTES_SKIPPED.name()),
                        sum(SourceTable.SIZE_BYTES.name())));
        text.append(
                "lost       %d events, by the tracers' own account%n".formatted(sum(SourceTable.LOST_EVENTS.name())));
        byKind().forEach((kind, count) -> text.append("issues     %-28s %d%n".formatted(kind, count)));
        return text.toString();
    }

    private Map<String, Integer> byKind() {
        var kinds = new TreeMap<String, Integer>();
        for (var issue : issues) {
            var kind = severity(issue) + " "
                    + issue.getString(IssueTable.SCHEMA.fields().indexOf(IssueTable.KIND));
            kinds.merge(kind, 1, Integer::sum);
        }
        return kinds;
    }

    private long sum(String column) {
        int index = SourceTable.SCHEMA.fields().indexOf(SourceTable.SCHEMA.field(column));
        return sources.stream().mapToLong(row -> row.getLong(index)).sum();
    }

    private static String format(Row source) {
        return source.getString(SourceTable.SCHEMA.fields().indexOf(SourceTable.FORMAT));
    }

    private static String severity(Row issue) {
        return issue.getString(IssueTable.SCHEMA.fields().indexOf(IssueTable.SEVERITY));
    }

    private static String message(Row issue) {
        return issue.getString(IssueTable.SCHEMA.fields().indexOf(IssueTable.MESSAGE));
    }

    /** One line: names come from archives and may hold anything. */
    private static String line(Severity severity, String message) {
        return severity.id() + ": " + CONTROL.matcher(message).replaceAll("?");
    }

    private static List<String> concat(List<String> lines, String last) {
        var all = new ArrayList<>(lines);
        all.add(last);
        return all;
    }
}
