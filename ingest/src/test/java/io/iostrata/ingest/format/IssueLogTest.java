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
    void addsUpWhatIsBeyondTheRowsOfAKind() {
        for (int i = 0; i < IssueLog.ROWS_PER_KIND; i++) {
            log.add(lost(i, Severity.WARNING, 1, i));
        }
        log.add(lost(5000, Severity.WARNING, 10, 7000));
        log.add(lost(6000, Severity.ERROR, 20, 6000));
        log.add(9, IssueKind.SKIPPED, Severity.INFO, "of another kind");

        assertThat(log.rows()).hasSize(IssueLog.ROWS_PER_KIND + 2);
        assertThat(log.rows().get(IssueLog.ROWS_PER_KIND + 1))
                .isEqualTo(new Issue(
                        5000,
                        IssueKind.LOST_EVENTS,
                        Severity.ERROR,
                        30,
                        Optional.of(new Interval(6000, 7001)),
                        "and more: lost"));
        assertThat(log.rows().stream().mapToLong(Issue::count).sum()).isEqualTo(1000 + 30 + 1);
    }

    private static Issue lost(long offset, Severity severity, long count, long at) {
        return new Issue(offset, IssueKind.LOST_EVENTS, severity, count, Optional.of(new Interval(at, at + 1)), "lost");
    }
}
