package io.iostrata.ingest.format;

import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The issues of one source. Each kind keeps its first {@link #ROWS_PER_KIND} rows; what follows is added up, neighbours
 * together, in at most as many again, so that a file of nothing but trouble stays small, no count is lost and a late
 * loss does not spread over the whole file.
 */
public final class IssueLog {
    public static final int ROWS_PER_KIND = 1000;

    private final List<Issue> rows = new ArrayList<>();
    private final Map<IssueKind, Integer> kept = new EnumMap<>(IssueKind.class);
    private final Map<IssueKind, Sums> rest = new EnumMap<>(IssueKind.class);

    public void add(long offset, IssueKind kind, Severity severity, String message) {
        add(new Issue(offset, kind, severity, 1, Optional.empty(), message));
    }

    public void add(Issue issue) {
        if (kept.merge(issue.kind(), 1, Integer::sum) <= ROWS_PER_KIND) {
            rows.add(issue);
        } else {
            rest.computeIfAbsent(issue.kind(), kind -> new Sums()).add(issue);
        }
    }

    /** In order of appearance, the sums last. */
    public List<Issue> rows() {
        var all = new ArrayList<>(rows);
        rest.values().forEach(sums -> all.addAll(sums.rows));
        return List.copyOf(all);
    }

    /** Equal numbers of issues in a row, in their order; each time the rows are full, two become one. */
    private static final class Sums {
        private List<Issue> rows = new ArrayList<>();
        private int issuesPerRow = 1;
        private int inLast;

        void add(Issue issue) {
            if (inLast > 0 && inLast < issuesPerRow) {
                rows.set(rows.size() - 1, sum(rows.get(rows.size() - 1), issue));
                inLast++;
                return;
            }
            if (rows.size() == ROWS_PER_KIND) {
                halve();
            }
            rows.add(issue);
            inLast = 1;
        }

        private void halve() {
            var halved = new ArrayList<Issue>();
            for (int i = 0; i < rows.size(); i += 2) {
                halved.add(sum(rows.get(i), rows.get(i + 1)));
            }
            rows = halved;
            issuesPerRow *= 2;
        }
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
