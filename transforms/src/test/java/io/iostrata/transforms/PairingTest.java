package io.iostrata.transforms;

import static io.iostrata.transforms.TextTables.assertRows;
import static org.assertj.core.api.Assertions.assertThat;

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
    void aFlushIsAllThatComesBetweenThePopAndItsCompletion() {
        var walked = Walked.of(
                """
                ts_ns | event                   | vdev | vq  | elem | req  | args
                1000  | virtio_queue_notify     | 0xa  | 0x1 |      |      |
                1010  | virtqueue_pop           |      | 0x1 | 0x10 |      | in_num=2 out_num=1
                1020  | virtio_blk_handle_read  | 0xa  |     |      | 0x10 |
                1030  | virtqueue_pop           |      | 0x1 | 0x20 |      | in_num=1 out_num=1
                1040  | virtqueue_pop           |      | 0x1 | 0x30 |      | in_num=1 out_num=2
                1050  | virtqueue_pop           |      | 0x9 | 0x40 |      | in_num=1 out_num=1
                1100  | virtio_blk_req_complete | 0xa  |     |      | 0x10 |
                1200  | virtio_blk_req_complete | 0xa  |     |      | 0x30 |
                1300  | virtio_blk_req_complete | 0xa  |     |      | 0x20 |
                1310  | virtqueue_pop           |      | 0x1 | 0x20 |      | in_num=1 out_num=1
                """);

        assertRows(
                walked.spans(),
                SpanTable.SCHEMA,
                """
                layer        | request_key | ordinal | op    | device | begin_ns | end_ns
                qemu_request | 0x10        | 0       | read  | 0xa    | 1020     | 1100
                qemu_request | 0x20        | 1       | flush | 0xa    | 1030     | 1300
                qemu_request | 0x30        | 2       |       | 0xa    | 1040     | 1200
                """);
        assertRows(
                walked.pairings(),
                Walk.PAIRED,
                "layer | spans | unmatched_open\nqemu_virtio | 0 | 1\nqemu_request | 3 | 1");
    }

    @Test
    void popsWhoseElementsAreNotTheRequestsBeginNothing() {
        var walked = Walked.of(
                """
                ts_ns | event                   | vdev | vq  | elem | req  | args
                1000  | virtio_queue_notify     | 0xa  | 0x1 |      |      |
                1010  | virtqueue_pop           |      | 0x1 | 0x18 |      | in_num=2 out_num=1
                1020  | virtio_blk_handle_read  |      |     |      | 0x10 |
                1100  | virtio_blk_req_complete |      |     |      | 0x10 |
                1110  | virtqueue_pop           |      | 0x1 | 0x18 |      | in_num=2 out_num=1
                1120  | virtio_blk_handle_read  |      |     |      | 0x10 |
                1200  | virtio_blk_req_complete |      |     |      | 0x10 |
                """);

        assertRows(
                walked.spans(),
                SpanTable.SCHEMA,
                """
                layer        | ordinal | begin_ns | end_ns
                qemu_request | 0       | 1020     | 1100
                qemu_request | 1       | 1120     | 1200
                """);
        assertRows(
                walked.pairings(), Walk.PAIRED, "layer | spans | unmatched\nqemu_virtio | 0 | 1\nqemu_request | 2 | 0");
    }

    @Test
    void aFlushOfTheBlockLayerEndsOnASectorOfItsOwn() {
        var walked = Walked.of(
                "run_id\nr1",
                "source_id | machine | clock | resolution_ns\n1 | guest | guest mono | 1",
                "kind\n",
                """
                ts_ns | event             | sector | args
                1000  | block_rq_issue    | 0      | dev=254,0 op=flush
                1100  | block_rq_issue    | 0      | dev=254,0 op=read
                1300  | block_rq_complete | -1     | dev=254,0 op=flush
                1400  | block_rq_complete | 0      | dev=254,0 op=read
                """
                        .replace("254,", "254:"));

        assertRows(
                walked.spans(),
                SpanTable.SCHEMA,
                """
                layer       | ordinal | op    | begin_ns | end_ns
                guest_block | 0       | flush | 1000     | 1300
                guest_block | 1       | read  | 1100     | 1400
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
