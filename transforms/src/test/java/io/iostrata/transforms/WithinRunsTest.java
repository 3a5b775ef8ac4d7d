package io.iostrata.transforms;

import static io.iostrata.transforms.StatsTables.assertTable;
import static io.iostrata.transforms.StatsTables.table;

import io.iostrata.schemas.tables.LatencyOverTimeTable;
import io.iostrata.schemas.tables.RunTable;
import org.junit.jupiter.api.Test;

final class WithinRunsTest {
    /** Of r1 every second second is slower: in order of time, neighbours are not alike. r2 has too few seconds; r3 is not asked for. */
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
                r3     | qemu_virtio | 0      | 2     | 180
                """);
        var asked = table(
                RunTable.SCHEMA, """
                run_id
                r1
                r2
                """);
        assertTable(
                WithinRuns.of(seconds, asked.select("run_id", "ingest_id")),
                """
                run_id | layer       | within
                r1     | qemu_virtio | 0.0011
                r2     | qemu_virtio | -
                """);
    }
}
