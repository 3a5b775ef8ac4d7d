package io.iostrata.ingest.format;

import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The issues of one source. Each kind keeps its first {@link #ROWS_PER_KIND} rows; what follows is added up in one more
 * row, so that a file of nothing but trouble stays small and no count is lost.
 */
public final class IssueLog {
    public static final int ROWS_PER_KIND = 1000;

    private final List<Issue> rows = new ArrayList<>();
    private final Map<IssueKind, Integer> kept = new EnumMap<>(IssueKind.class);
    private final Map<IssueKind, Issue> rest = new EnumMap<>(IssueKind.class);

    public void add(long offset, IssueKind kind, Severity severity, String message) {
        add(new Issue(offset, kind, severity, 1, Optional.empty(), message));
    }

    public void add(Issue issue) {
        if (kept.merge(issue.kind(), 1, Integer::sum) <= ROWS_PER_KIND) {
            rows.add(issue);
        } else {
            rest.merge(issue.kind(), issue, IssueLog::sum);
        }
    }

    /** In order of appearance, the sums last. */
    public List<Issue> rows() {
        var all = new ArrayList<>(rows);
        all.addAll(rest.values());
        return List.copyOf(all);
    }

    private static Issue sum(Issue first, Issue next) {
        var severity = first.severity().compareTo(next.severity()) >= 0 ? first.severity() : next.severity();
        var message = first.message().startsWith("and more: ") ? first.message() : "and more: " + first.message();
        return new Issue(
                first.offset(), first.kind(), severity, first.count() + next.count(), during(first, next), message);
    }

    private static Optional<Issue.Interval> during(Issue first, Issue next) {
        if (first.during().isEmpty() || next.during().isEmpty()) {
            return Optional.empty();
        }
        var a = first.during().get();
        var b = next.during().get();
        return Optional.of(new Issue.Interval(Math.min(a.from(), b.from()), Math.max(a.to(), b.to())));
    }
}
