package io.iostrata.transforms;

import static io.iostrata.transforms.StatsTables.assertTable;
import static io.iostrata.transforms.StatsTables.table;

import io.iostrata.schemas.tables.LatencyOverTimeTable;
import org.junit.jupiter.api.Test;

final class WithinRunsTest {
    /** Of r1 every second second is slower: in order of time, neighbours are not alike. r2 has too few seconds. */
    @Test
    void aRunsMeanIsKnownAsWellAsItsSecondsAgreeInTheOrderOfTime() {
        var seconds = table(
                LatencyOverTimeTable.SCHEMA,
                """
                run_id | layer       | second | count | sum_ns
                r1     | qemu_virtio | 0      | 2     | 180
                r1     | qemu_virtio | 2      | 2     | 180
                r1     | qemu_virtio | 4      | 2     | 180
                r1     | qemu_virtio | 6      | 2     | 180
                r1     | qemu_virtio | 8      | 2     | 180
                r1     | qemu_virtio | 1      | 2     | 220
                r1     | qemu_virtio | 3      | 2     | 220
                r1     | qemu_virtio | 5      | 2     | 220
                r1     | qemu_virtio | 7      | 2     | 220
                r1     | qemu_virtio | 9      | 2     | 220
                r2     | qemu_virtio | 0      | 2     | 180
                r2     | qemu_virtio | 1      | 2     | 220
                """);
        assertTable(
                WithinRuns.of(seconds),
                """
                run_id | layer       | within
                r1     | qemu_virtio | 0.0011
                r2     | qemu_virtio | -
                """);
    }
}
