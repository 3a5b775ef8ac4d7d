package io.iostrata.transforms;

import static io.iostrata.transforms.TextTables.assertTable;
import static io.iostrata.transforms.TextTables.table;

import io.iostrata.schemas.tables.FutexOverlapTable;
import io.iostrata.schemas.tables.FutexWaitTable;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.schemas.tables.StageTable;
import org.junit.jupiter.api.Test;

class FutexOverlapTest {
    private static final String ONE_CLOCK = "source_id | clock\n1 | host mono\n2 | host mono";

    /** Two requests, of 400 and 100 ns. */
    private static final String STAGES =
            """
            source_id | chain | request_no | stage  | position | begin_ns | dur_ns | in_total | in_window
            2         | c     | 0          | guest  | 0        | 0        | 1000   | false    | true
            2         | c     | 0          | submit | 1        | 1000     | 100    | true     | true
            2         | c     | 0          | io     | 2        | 1100     | 300    | true     | true
            2         | c     | 1          | submit | 1        | 2000     | 100    | true     | true
            """;

    private static FutexOverlap.Inputs inputs(String sources, String waits) {
        return new FutexOverlap.Inputs(
                table(FutexWaitTable.SCHEMA, waits),
                table(StageTable.SCHEMA, STAGES),
                table(SourceTable.SCHEMA, sources));
    }

    @Test
    void timeInAStageWhileAThreadWaitsIsCountedOnce() {
        var overlap = FutexOverlap.of(
                inputs(
                        ONE_CLOCK,
                        """
                        source_id | tid | uaddr | name | op   | begin_ns | end_ns | in_window | tainted
                        1         | 7   | 0x10  | BQL  | wait | 900      | 1150   | true      | false
                        1         | 8   | 0x10  | BQL  | wait | 1050     | 1200   | true      | false
                        1         | 7   | 0x10  | BQL  | wait | 1350     | 1360   | true      | false
                        1         | 7   | 0x10  | BQL  | wait | 2090     | 2500   | true      | false
                        1         | 9   | 0x20  |      | wait | 0        | 9000   | true      | true
                        1         | 9   | 0x30  |      | wait | 1100     | 1100   | true      | false
                        """));

        assertTable(
                overlap,
                FutexOverlapTable.SCHEMA,
                """
                uaddr | name | op   | chain | stage  | requests | overlap_ns | share_of_layer
                0x10  | BQL  | wait | c     | submit | 2        | 110        | 0.22
                0x10  | BQL  | wait | c     | io     | 1        | 110        | 0.22
                """);
    }

    @Test
    void waitsOnAnotherClockAreLeftOutWithAnIssue() {
        var inputs = inputs(
                "source_id | clock\n1 | host local\n2 | host mono",
                """
                source_id | uaddr | op   | begin_ns | end_ns | in_window
                1         | 0x10  | wait | 900      | 1150   | true
                """);

        assertTable(FutexOverlap.of(inputs), FutexOverlapTable.SCHEMA, "uaddr | requests");
        assertTable(
                FutexOverlap.issues(inputs),
                IssueTable.SCHEMA,
                """
                source_id | kind      | severity | count | message
                1         | no_figure | info     | 1     | futex_overlap: waits are on host local, stages on host mono
                """);
    }
}
