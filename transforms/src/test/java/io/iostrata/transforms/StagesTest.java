package io.iostrata.transforms;

import static io.iostrata.transforms.TextTables.assertRows;

import io.iostrata.schemas.tables.StageTable;
import org.junit.jupiter.api.Test;

class StagesTest {

    @Test
    void namesEachLinkForTheEventThatClosesIt() {
        var walked = Walked.of(
                """
                ts_ns | event                       | vdev | vq  | req | acb
                1000  | virtio_queue_notify         | 0xa  | 0x1 |     |
                1050  | virtqueue_pop               |      | 0x9 |     |
                1100  | virtqueue_pop               |      | 0x1 |     |
                1300  | laio_submit                 |      |     |     | 0x7
                1800  | qemu_laio_completion_cb     |      |     |     |
                1850  | qemu_laio_enqueue_completed |      |     |     | 0x7
                1890  | virtio_blk_rw_complete      | 0xa  |     | 0x5 |
                1900  | virtio_notify               | 0xa  | 0x1 |     |
                2500  | virtio_queue_notify         | 0xa  | 0x1 |     |
                2700  | laio_submit                 |      |     |     | 0x7
                2800  | qemu_laio_enqueue_completed |      |     |     | 0x7
                2900  | virtio_notify               | 0xa  | 0x1 |     |
                """);

        assertRows(
                walked.stages(),
                StageTable.SCHEMA,
                """
                chain      | request_no | position | stage                       | phase      | dur_ns | in_total
                aio_native | 0          | 1        | virtqueue_pop               | submit     | 100    | true
                aio_native | 0          | 2        | laio_submit                 | submit     | 200    | true
                aio_native | 0          | 3        | qemu_laio_completion_cb     | io         | 500    | true
                aio_native | 0          | 4        | qemu_laio_enqueue_completed | completion | 50     | true
                aio_native | 0          | 5        | virtio_blk_rw_complete      | completion | 40     | true
                aio_native | 0          | 6        | virtio_notify               | notify     | 10     | true
                aio_native | 1          | 0        | virtio_queue_notify         |            | 600    | false
                aio_native | 1          | 1        | laio_submit                 | submit     | 200    | true
                aio_native | 1          | 2        | qemu_laio_enqueue_completed | io         | 100    | true
                aio_native | 1          | 3        | virtio_notify               | notify     | 100    | true
                """);
    }

    @Test
    void takesTheChainWhoseSubmitsAreMost() {
        var walked = Walked.of(
                """
                ts_ns | event               | vdev | vq  | acb
                1000  | paio_submit         |      |     | 0x6
                2000  | virtio_queue_notify | 0xa  | 0x1 |
                2100  | laio_submit         |      |     | 0x7
                2200  | virtio_notify       | 0xa  | 0x1 |
                3000  | virtio_queue_notify | 0xa  | 0x1 |
                3100  | laio_submit         |      |     | 0x7
                3300  | virtio_notify       | 0xa  | 0x1 |
                """);

        assertRows(
                walked.stages(),
                StageTable.SCHEMA,
                """
                chain      | request_no | position | shape                     | dur_ns
                aio_native | 0          | 1        | laio_submit>virtio_notify | 100
                aio_native | 0          | 2        | laio_submit>virtio_notify | 100
                aio_native | 1          | 0        | laio_submit>virtio_notify | 800
                aio_native | 1          | 1        | laio_submit>virtio_notify | 100
                aio_native | 1          | 2        | laio_submit>virtio_notify | 200
                """);
    }
}
