package io.iostrata.transforms;

import static io.iostrata.transforms.TextTables.assertTable;
import static io.iostrata.transforms.TextTables.rows;
import static io.iostrata.transforms.TextTables.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.schemas.tables.EventTable;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.PairingTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.schemas.tables.StageTable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalkTest {
    private static final String EVENTS =
            """
            run_id | source_id | ts_ns | event                       | vdev | vq  | acb | caller           | args
            r1     | 1         | 500   | virtio_queue_notify         | 0xa  | 0x1 |     |                  |
            r1     | 1         | 600   | laio_submit                 |      |     | 0x7 |                  | type=1
            r1     | 1         | 700   | main_loop_wait_entry        |      |     |     |                  |
            r1     | 1         | 800   | qemu_laio_enqueue_completed |      |     | 0x7 |                  |
            r1     | 1         | 900   | virtio_notify               | 0xa  | 0x1 |     |                  |
            r1     | 1         | 1500  | virtio_queue_notify         | 0xa  | 0x1 |     |                  |
            r1     | 1         | 1600  | laio_submit                 |      |     | 0x7 |                  | type=1
            r1     | 1         | 1800  | qemu_laio_enqueue_completed |      |     | 0x7 |                  |
            r1     | 1         | 2100  | virtio_notify               | 0xa  | 0x1 |     |                  |
            r1     | 2         | 7000  | vp_notify                   |      |     |     | virtqueue_notify |
            r1     | 2         | 7900  | vring_interrupt             |      |     |     |                  |
            r2     | 1         | 100   | virtio_queue_notify         | 0xc  | 0x2 |     |                  |
            r2     | 1         | 350   | virtio_notify               | 0xc  | 0x2 |     |                  |
            """;
    private static final String RUNS = "run_id | benchmark_requests\nr1 | 1\nr2 |";
    private static final String SOURCES =
            """
            run_id | source_id | clock      | resolution_ns
            r1     | 1         | host mono  | 1
            r1     | 2         | guest mono | 1000
            r2     | 1         | host mono  | 1
            """;
    private static final String SPANS =
            """
            run_id | layer            | source_id | ordinal | begin_ns | dur_ns | in_window
            r1     | qemu_virtio      | 1         | 0       | 500      | 400    | false
            r1     | qemu_virtio      | 1         | 1       | 1500     | 600    | true
            r1     | qemu_paio        | 1         | 0       | 600      | 200    | false
            r1     | qemu_paio        | 1         | 1       | 1600     | 200    | true
            r1     | guest_virtio_pci | 2         | 0       | 7000     | 900    | true
            r2     | qemu_virtio      | 1         | 0       | 100      | 250    | true
            """;

    private static Dataset<Row> walk(Dataset<Row> events) {
        var inputs = WalkTables.of(
                rows(RunTable.SCHEMA, RUNS), rows(SourceTable.SCHEMA, SOURCES), rows(IssueTable.SCHEMA, "kind\n"));
        return Walk.of(
                EventPages.of(events, Walked.MODEL),
                Discovery.plan(EventPages.of(events, Walked.MODEL), inputs, Walked.MODEL));
    }

    @Test
    void spansOfTheLastRequestsAreInTheWindow() {
        assertTable(Spans.of(Walks.ofOne(walk(table(EventTable.SCHEMA, EVENTS).coalesce(1)))), SpanTable.SCHEMA, SPANS);
    }

    @Test
    void pairingsCountWhatTheSpansShow() {
        assertTable(
                Pairings.of(walk(table(EventTable.SCHEMA, EVENTS).coalesce(1))),
                PairingTable.SCHEMA,
                """
                run_id | layer            | source_id | spans | in_window | window
                r1     | qemu_virtio      | 1         | 2     | 1         | last_requests
                r1     | qemu_paio        | 1         | 2     | 1         | last_requests
                r1     | guest_virtio_pci | 2         | 1     | 1         | last_requests
                r2     | qemu_virtio      | 1         | 1     | 1         | everything
                """);
    }

    @Test
    void pairingsBoundWhatTheWindowHasNoSpanOf() {
        var events =
                """
                run_id | source_id | ts_ns | event               | vdev | vq
                r1     | 1         | 100   | virtio_queue_notify | 0xa  | 0x1
                r1     | 1         | 200   | virtio_queue_notify | 0xa  | 0x1
                r1     | 1         | 250   | virtio_notify       | 0xa  | 0x1
                r1     | 1         | 300   | virtio_queue_notify | 0xa  | 0x1
                r1     | 1         | 370   | virtio_queue_notify | 0xa  | 0x1
                r1     | 1         | 450   | virtio_notify       | 0xa  | 0x1
                """;
        StatsTables.assertTable(
                Pairings.of(walk(table(EventTable.SCHEMA, events).coalesce(1))),
                """
                layer       | spans | in_window | unmatched_replaced | uncertain | uncertain_lo_ns | uncertain_hi_ns | hidden | hidden_hi_ns
                qemu_virtio | 2     | 1         | 2                  | 1         | 0               | 70              | 0      | 0
                """);
    }

    @Test
    void stagesOfTheLastRequestsAreInTheWindow() {
        var stages = Stages.of(Walks.ofOne(walk(table(EventTable.SCHEMA, EVENTS).coalesce(1))));

        assertTable(
                stages.where("position < 2"),
                StageTable.SCHEMA,
                """
                request_no | position | stage               | dur_ns | in_window
                0          | 1        | laio_submit         | 100    | false
                1          | 0        | virtio_queue_notify | 600    | true
                1          | 1        | laio_submit         | 100    | true
                """);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void spansDoNotDependOnHowSourcesAreSpread(int seed) {
        var spans = Spans.of(Walks.ofOne(walk(spread(seed))));

        assertTable(spans, SpanTable.SCHEMA, SPANS);
    }

    @Test
    void partitionsOfSpansAreThoseOfTheEvents() {
        var events = spread(1);
        var spans = Spans.of(Walks.ofOne(walk(events).persist()));

        assertThat(spans.rdd().getNumPartitions()).isEqualTo(events.rdd().getNumPartitions());
        assertThat(spans.select("run_id", "source_id")
                        .withColumn("p", functions.spark_partition_id())
                        .distinct()
                        .count())
                .isEqualTo(3);
    }

    /** Each source in a partition of its own, in an order that the seed turns. */
    private static Dataset<Row> spread(int seed) {
        var all = table(EventTable.SCHEMA, EVENTS);
        var sources = List.of("run_id = 'r1' and source_id = 1", "run_id = 'r1' and source_id = 2", "run_id = 'r2'");
        return IntStream.range(0, 3)
                .mapToObj(i -> all.where(sources.get((i + seed) % 3)).coalesce(1))
                .reduce(Dataset::unionAll)
                .orElseThrow();
    }

    @Test
    void issuesTellWhatWasFound() {
        var issues = WalkIssues.of(walk(table(EventTable.SCHEMA, EVENTS).coalesce(1)));

        assertTable(
                issues.where("kind = 'found'"),
                IssueTable.SCHEMA,
                """
                run_id | source_id | severity | job     | count | message
                r1     | 1         | info     | analyze | 2     | $vdev = 0xa : 2 of 2 virtio_queue_notify
                r1     | 2         | info     | analyze | 1     | $notify_caller = virtqueue_notify : 1 of 1 vp_notify
                r2     | 1         | info     | analyze | 1     | $vdev = 0xc : 1 of 1 virtio_queue_notify
                """);
    }
}
