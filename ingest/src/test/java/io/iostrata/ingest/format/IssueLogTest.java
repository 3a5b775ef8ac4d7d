package io.iostrata.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.format.Issue.Interval;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IssueLogTest {
    private final IssueLog log = new IssueLog();

    @Test
    void keepsIssuesInOrder() {
        log.add(7, IssueKind.MALFORMED, Severity.WARNING, "first");
        log.add(3, IssueKind.UNKNOWN_EVENT, Severity.INFO, "second");

        assertThat(log.rows()).extracting(Issue::message).containsExactly("first", "second");
        assertThat(log.rows()).extracting(Issue::count).containsExactly(1L, 1L);
    }

    @Test
    void addsUpNeighboursBeyondTheRowsOfAKind() {
        for (int i = 0; i < 3 * IssueLog.ROWS_PER_KIND; i++) {
            log.add(lost(i, i == 2999 ? Severity.ERROR : Severity.WARNING, 10, i));
        }
        log.add(9, IssueKind.SKIPPED, Severity.INFO, "of another kind");

        var rows = log.rows();
        assertThat(rows).hasSize(2 * IssueLog.ROWS_PER_KIND + 1);
        assertThat(rows.get(2000))
                .isEqualTo(new Issue(
                        2998,
                        IssueKind.LOST_EVENTS,
                        Severity.ERROR,
                        20,
                        Optional.of(new Interval(2998, 3000)),
                        "and more: lost"));
        assertThat(rows.stream().mapToLong(Issue::count).sum()).isEqualTo(30_000 + 1);
    }

    @Test
    void staysSmallHoweverManyThereAre() {
        for (int i = 0; i < 1_000_001; i++) {
            log.add(lost(i, Severity.WARNING, 1, i));
        }

        assertThat(log.rows()).hasSizeBetween(1500, 2000);
        assertThat(log.rows().stream().mapToLong(Issue::count).sum()).isEqualTo(1_000_001);
        assertThat(log.rows().get(1999 - 500).during().orElseThrow().to()
                        - log.rows().get(1999 - 500).during().orElseThrow().from())
                .isLessThan(2100);
    }

    private static Issue lost(long offset, Severity severity, long count, long at) {
        return new Issue(offset, IssueKind.LOST_EVENTS, severity, count, Optional.of(new Interval(at, at + 1)), "lost");
    }
}
