package io.iostrata.transforms;

import static io.iostrata.transforms.TextTables.assertRows;

import io.iostrata.schemas.tables.SpanTable;
import org.junit.jupiter.api.Test;

/** Flush and its like, which QEMU pops and completes and the block layer ends elsewhere. */
class RequestsWithoutDataTest {

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
}
