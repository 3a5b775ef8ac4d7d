package io.iostrata.transforms;

import static io.iostrata.transforms.TextTables.assertRows;

import io.iostrata.schemas.tables.SpanTable;
import org.junit.jupiter.api.Test;

class PairingTest {

    @Test
    void pairsEachNotifyOfTheMeasuredDeviceWithItsNextInterrupt() {
        var walked = Walked.of(
                """
                ts_ns | event                 | vdev | req
                1000  | virtio_queue_notify   | 0xa  |
                1100  | virtio_queue_notify   | 0xb  |
                1200  | virtio_blk_handle_read| 0xa  | 0x10
                1300  | virtio_notify         | 0xb  |
                1900  | virtio_notify         | 0xa  |
                1950  | virtio_notify         | 0xa  |
                """);

        assertRows(
                walked.spans(),
                SpanTable.SCHEMA,
                """
                layer       | request_key | ordinal | begin_ns | dur_ns | is_primary
                qemu_virtio |             | 0       | 1000     | 900    | true
                """);
    }

    @Test
    void opensASpanAnewAtASecondBeginAndCountsTheFirst() {
        var walked = Walked.of(
                """
                ts_ns | event           | caller
                1000  | vp_notify       | virtqueue_notify
                1100  | vp_notify       | virtqueue_notify
                1150  | vp_notify       | virtqueue_kick
                1400  | vring_interrupt |
                1500  | vring_interrupt |
                1600  | vp_notify       | virtqueue_notify
                """);

        assertRows(walked.spans(), SpanTable.SCHEMA, "layer | begin_ns | end_ns\nguest_virtio_pci | 1100 | 1400");
        assertRows(walked.pairings(), Walk.PAIRED, "layer | spans | unmatched\nguest_virtio_pci | 1 | 2");
    }

    @Test
    void ranksSpansByTheirBeginsWhateverTheOrderOfTheirEnds() {
        var walked = Walked.of(
                """
                ts_ns | event                       | acb  | args
                1000  | laio_submit                 | 0x10 | type=1
                1100  | laio_submit                 | 0x20 | type=0x1002
                1200  | laio_submit                 | 0x30 | type=8
                1300  | qemu_laio_enqueue_completed | 0x20 |
                1400  | qemu_laio_enqueue_completed | 0x10 |
                """);

        assertRows(
                walked.spans(),
                SpanTable.SCHEMA,
                """
                layer     | request_key | ordinal | op    | begin_ns | end_ns
                qemu_paio | 0x10        | 0       | read  | 1000     | 1400
                qemu_paio | 0x20        | 1       | write | 1100     | 1300
                """);
        assertRows(
                walked.pairings(),
                Walk.PAIRED,
                "alternative | spans | unmatched\nlaio_submit -> qemu_laio_enqueue_completed | 2 | 1");
    }

    @Test
    void letsRequestsThroughWhoseEventsNameNoDevice() {
        var walked = Walked.of(
                """
                ts_ns | event                   | vdev | req
                1000  | virtio_queue_notify     | 0xa  |
                1100  | virtio_blk_handle_write |      | 0x10
                1800  | virtio_blk_req_complete |      | 0x10
                """);

        assertRows(
                walked.spans(),
                SpanTable.SCHEMA,
                """
                layer        | request_key | op    | begin_ns | end_ns
                qemu_request | 0x10        | write | 1100     | 1800
                """);
    }

    @Test
    void keysBlockRequestsByDeviceAndSector() {
        var walked = Walked.of(
                "run_id\nr1",
                "source_id | machine | clock | resolution_ns\n1 | host | host mono | 1",
                "kind\n",
                """
                ts_ns | event             | sector | args
                1000  | block_rq_issue    | 64     | dev=259,1 op=RS
                1100  | block_rq_issue    | 64     | dev=259,2 op=WS
                1300  | block_rq_complete | 64     | dev=259,2 op=WS
                1400  | block_rq_complete | 64     | dev=259,1 op=RS
                """
                        .replace("259,", "259:"));

        assertRows(
                walked.spans(),
                SpanTable.SCHEMA,
                """
                layer      | request_key | op    | begin_ns | end_ns
                host_block | 259:1:64    | read  | 1000     | 1400
                host_block | 259:2:64    | write | 1100     | 1300
                """);
    }

    @Test
    void taintsTheSpanThatALossFallsInto() {
        var walked = Walked.of(
                "run_id\nr1",
                "source_id | clock | resolution_ns\n1 | host mono | 1",
                "kind        | source_id | from_ts_ns | to_ts_ns\nlost_events | 1 | 1950 | 2100",
                """
                ts_ns | event               | vdev
                1000  | virtio_queue_notify | 0xa
                1900  | virtio_notify       | 0xa
                2000  | virtio_queue_notify | 0xa
                2900  | virtio_notify       | 0xa
                """);

        assertRows(walked.spans(), SpanTable.SCHEMA, "begin_ns | tainted\n1000 | false\n2000 | true");
        assertRows(walked.pairings(), Walk.PAIRED, "spans | tainted\n2 | 1");
    }

    @Test
    void laysTheWindowByTheBenchmarksTimesOnItsOwnClock() {
        var walked = Walked.of(
                "benchmark_requests | benchmark_start_ns | benchmark_end_ns | benchmark_clock\n1 | 1500 | 3000 | guest mono",
                "source_id | clock | resolution_ns\n1 | guest mono | 1",
                "kind\n",
                """
                ts_ns | event           | caller
                1000  | vp_notify       | virtqueue_notify
                1600  | vring_interrupt |
                2000  | vp_notify       | virtqueue_notify
                2600  | vring_interrupt |
                """);

        assertRows(walked.spans(), SpanTable.SCHEMA, "begin_ns | in_window\n1000 | false\n2000 | true");
        assertRows(walked.pairings(), Walk.PAIRED, "in_window | window\n1 | benchmark_times");
    }

    @Test
    void feedsALayerFromTheFinestSource() {
        var walked = Walked.of(
                "run_id\nr1",
                """
                source_id | clock     | resolution_ns
                1         | host real | 1000
                2         | host mono | 1
                """,
                "kind\n",
                """
                source_id | ts_ns | event               | vdev
                1         | 1000  | virtio_queue_notify | 0xa
                1         | 2000  | virtio_notify       | 0xa
                2         | 1400  | virtio_queue_notify | 0xa
                2         | 2300  | virtio_notify       | 0xa
                """);

        assertRows(
                walked.spans(), SpanTable.SCHEMA, "source_id | is_primary | dur_ns\n1 | false | 1000\n2 | true | 900");
    }

    @Test
    void usesTheFirstAlternativeThatTheRunHolds() {
        var walked = Walked.of(
                """
                ts_ns | event                       | acb  | req
                1000  | thread_pool_submit          |      | 0x1
                1100  | laio_submit                 | 0x10 |
                1300  | qemu_laio_enqueue_completed | 0x10 |
                1400  | thread_pool_complete        |      | 0x1
                """);

        assertRows(walked.spans(), SpanTable.SCHEMA, "request_key | begin_ns | end_ns\n0x10 | 1100 | 1300");
    }
}
