package io.iostrata.transforms;

import static io.iostrata.transforms.TextTables.assertTable;
import static io.iostrata.transforms.TextTables.table;

import io.iostrata.schemas.tables.HostIoTable;
import io.iostrata.schemas.tables.LayerStatsTable;
import io.iostrata.schemas.tables.PairingTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SetBreakdownTable;
import org.junit.jupiter.api.Test;

class HostIoTest {
    @Test
    void callsOfQemuStandBesideTheHostBenchmarkOfTheirSet() {
        var hostIo = HostIo.of(
                new HostIo.Inputs(
                        table(
                                LayerStatsTable.SCHEMA,
                                """
                        run_id | layer          | count | mean_ns
                        both   | host_syscall   | 10    | 110
                        both   | qemu_worker    | 12    | 150
                        both   | qemu_virtio    | 12    | 900
                        one    | qemu_worker    | 7     | 50
                        none   | qemu_virtio    | 7     | 950
                        empty  | host_syscall   | 0     |
                        alone  | host_syscall   | 7     | 90
                        bench  | host_benchmark | 20    | 100
                        bench  | host_syscall   | 20    | 99
                        """),
                        table(
                                PairingTable.SCHEMA,
                                """
                        run_id | layer        | is_primary | alternative
                        both   | host_syscall | true       | sys_enter_pread64 -> sys_exit_pread64
                        both   | host_syscall | false      | sys_enter_io_submit -> sys_exit_io_submit
                        """),
                        table(
                                RunTable.SCHEMA,
                                "run_id | set_id\nboth | s\none | s\nnone | s\nempty | s\nbench | s\nalone | other"),
                        table(
                                SetBreakdownTable.SCHEMA,
                                """
                        set_id | layer          | cumulative_ns | count
                        s      | host_benchmark | 100           | 20
                        s      | qemu_virtio    | 925           | 19
                        other  | qemu_virtio    | 925           | 19
                        """)));

        assertTable(
                hostIo,
                HostIoTable.SCHEMA,
                """
                run_id | host_benchmark_ns | host_benchmark_requests | host_syscall_ns | host_syscall_count | syscalls | host_syscall_over_benchmark | qemu_worker_ns | qemu_worker_count | qemu_worker_over_benchmark
                both   | 100               | 20                      | 110             | 10                 | sys_enter_pread64 -> sys_exit_pread64 | 1.1 | 150 | 12 | 1.5
                one    | 100               | 20                      |                 | 0                  |          |                             | 50             | 7                 | 0.5
                """);
    }
}
