package io.iostrata.transforms;

import static io.iostrata.transforms.TextTables.assertRows;
import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.schemas.tables.SpanTable;
import org.junit.jupiter.api.Test;

/** What pairing leaves without a span, and how long it can have been. */
class UnseenPassagesTest {

    @Test
    void tellsBeginsWithoutAnEndByWhatBecameOfThem() {
        var walked = Walked.of(
                "run_id\nr1",
                "source_id | clock | resolution_ns\n1 | host mono | 1",
                "kind        | source_id | from_ts_ns | to_ts_ns | count\nlost_events | 1 | 2100 | 2200 | 5",
                """
                ts_ns | event               | vdev
                1000  | virtio_queue_notify | 0xa
                1100  | virtio_queue_notify | 0xa
                1900  | virtio_notify       | 0xa
                1950  | virtio_notify       | 0xa
                2000  | virtio_queue_notify | 0xa
                2500  | virtio_queue_notify | 0xa
                2900  | virtio_queue_notify | 0xa
                3000  | virtqueue_pop       | 0xa
                """);

        assertRows(
                walked.pairings(),
                Walk.PAIRED,
                """
                layer       | spans | unmatched | unmatched_replaced | unmatched_open | unmatched_lost | ends_alone
                qemu_virtio | 1     | 4         | 2                  | 1              | 1              | 1
                """);
        assertThat(walked.unseen())
                .containsExactlyInAnyOrder(
                        "qemu_virtio replaced before 0: 1, 0 to 100",
                        "qemu_virtio lost before 1: 1, 100 to 500",
                        "qemu_virtio hidden before 1: 5, 0 to 400",
                        "qemu_virtio replaced before 1: 1, 0 to 400",
                        "qemu_virtio open before 1: 1, 100 to 100");
    }

    @Test
    void nothingBoundsAPassageThatALossMayHideWhereTheyOverlap() {
        var walked = Walked.of(
                "run_id\nr1",
                "source_id | clock | resolution_ns\n1 | host mono | 1",
                "kind           | source_id | from_ts_ns | to_ts_ns | count\nlost_uncounted | 1 | 1200 | 1300 | 1",
                """
                ts_ns | event                       | acb
                1000  | laio_submit                 | 0x10
                1100  | laio_submit                 | 0x20
                1400  | qemu_laio_enqueue_completed | 0x10
                1900  | laio_submit                 | 0x30
                2000  | qemu_laio_enqueue_completed | 0x30
                """);

        assertThat(walked.unseen())
                .containsExactly(
                        "qemu_paio lost before 1: 1, 100 to 900",
                        "qemu_paio hidden before 1: any number, 0 to any time");
        assertRows(walked.spans(), SpanTable.SCHEMA, "begin_ns | tainted\n1000 | true\n1900 | false");
    }

    @Test
    void whatIsUnseenEndsWithTheBenchmark() {
        var walked = Walked.of(
                "benchmark_requests | benchmark_start_ns | benchmark_end_ns | benchmark_clock\n1 | 1500 | 2500 | guest mono",
                "source_id | clock | resolution_ns\n1 | guest mono | 1",
                "kind        | source_id | from_ts_ns | to_ts_ns | count\nlost_events | 1 | 2700 | 2800 | 5",
                """
                ts_ns | event           | caller
                1000  | vp_notify       | virtqueue_notify
                2000  | vp_notify       | virtqueue_notify
                2600  | vp_notify       | virtqueue_notify
                2900  | vring_interrupt |
                """);

        assertThat(walked.unseen())
                .containsExactly(
                        "guest_virtio_pci replaced before 0, not the benchmark's: 1, 0 to 500",
                        "guest_virtio_pci replaced before 0: 1, 0 to 500",
                        "guest_virtio_pci hidden before 1, not the benchmark's: 5, 0 to 0");
    }
}
