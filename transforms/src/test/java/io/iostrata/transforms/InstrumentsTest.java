package io.iostrata.transforms;

import static io.iostrata.transforms.TextTables.assertTable;
import static io.iostrata.transforms.TextTables.rows;
import static io.iostrata.transforms.TextTables.table;

import io.iostrata.schemas.tables.EventTable;
import io.iostrata.schemas.tables.FutexStatsTable;
import io.iostrata.schemas.tables.FutexWaitTable;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.MainLoopStatsTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.schemas.tables.VcpuStatsTable;
import io.iostrata.transforms.walk.WalkPlan;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class InstrumentsTest {
    private static final String RUN = "run_id | futexes\nr1 | 0x10=BQL";
    private static final String SOURCE = "source_id | clock | machine | resolution_ns\n1 | host mono | host | 1";
    private static final String NO_ISSUES = "kind\n";

    private static Dataset<Row> walk(String events) {
        return walk(RUN, NO_ISSUES, events);
    }

    private static Dataset<Row> walk(String runs, String issues, String events) {
        var inputs = WalkTables.of(
                rows(RunTable.SCHEMA, runs), rows(SourceTable.SCHEMA, SOURCE), rows(IssueTable.SCHEMA, issues));
        var inOrder = EventPages.of(table(EventTable.SCHEMA, events).coalesce(1), Walked.MODEL);
        var facts = Discovery.of(inOrder, inputs, Walked.MODEL).collectAsList();
        return Walk.of(inOrder, WalkPlan.of(Walked.MODEL, inputs, facts));
    }

    private static Dataset<Row> waits(String events) {
        return FutexWaits.of(Walks.ofOne(walk(events)), table(RunTable.SCHEMA, RUN));
    }

    /** Thread 7 waits, wakes another and waits on; thread 8 returns at once, then waits for a bit to the end. */
    private static final String FUTEXES =
            """
            ts_ns | event           | tid | comm | ret | args
            1000  | sys_enter_futex | 7   | qemu |     | uaddr=0x10,op=0x80
            1100  | sys_enter_futex | 8   | vcpu |     | uaddr=0x10,op=128
            1150  | sys_exit_futex  | 8   | vcpu | -11 |
            1700  | sys_exit_futex  | 7   | qemu | 0   |
            1800  | sys_enter_futex | 7   | qemu |     | uaddr=0x10,op=0x81
            1900  | sys_exit_futex  | 7   | qemu | 1   |
            2000  | sys_enter_futex | 7   | qemu |     | uaddr=0x20,op=0x189
            2300  | sys_exit_futex  | 7   | qemu | 0   |
            2400  | sys_enter_futex | 8   | vcpu |     | uaddr=0x20,op=0x189
            """;

    @Test
    void waitsAreTheCallsThatAskToWait() {
        assertTable(
                waits(FUTEXES),
                FutexWaitTable.SCHEMA,
                """
                source_id | tid | comm | uaddr | name | op          | begin_ns | end_ns | dur_ns | ret | in_window
                1         | 8   | vcpu | 0x10  | BQL  | wait        | 1100     | 1150   | 50     | -11 | true
                1         | 7   | qemu | 0x10  | BQL  | wait        | 1000     | 1700   | 700    | 0   | true
                1         | 7   | qemu | 0x20  |      | wait_bitset | 2000     | 2300   | 300    | 0   | true
                """);
    }

    @Test
    void waitsForAFutexAreSummedByAddress() {
        assertTable(
                FutexStats.of(waits(FUTEXES)),
                FutexStatsTable.SCHEMA,
                """
                uaddr | name | waits | at_once | threads | mean_ns | p50_ns | p99_ns | max_ns
                0x10  | BQL  | 2     | 1       | 2       | 375     | 50     | 700    | 700
                0x20  |      | 1     | 0       | 1       | 300     | 300    | 300    | 300
                """);
    }

    @Test
    void anExitThatWasLostDoesNotEndTheWaitBeforeIt() {
        assertTable(
                waits(
                        """
                        ts_ns | event           | tid | ret | args
                        1000  | sys_enter_futex | 7   |     | uaddr=0x10,op=0x80
                        1800  | sys_enter_futex | 7   |     | uaddr=0x10,op=0x81
                        1900  | sys_exit_futex  | 7   | 1   |
                        2000  | sys_enter_futex | 7   |     | uaddr=0x10,op=0x80
                        2010  | sys_exit_futex  | 7   | 0   |
                        """),
                FutexWaitTable.SCHEMA,
                "begin_ns | dur_ns\n2000 | 10");
    }

    @Test
    void waitsThatALossFallsIntoAreTaintedAndNotCounted() {
        var walk = walk(
                RUN,
                "source_id | kind | from_ts_ns | to_ts_ns\n1 | lost_events | 1200 | 1300",
                """
                ts_ns | event           | tid | ret | args
                1000  | sys_enter_futex | 7   |     | uaddr=0x10,op=0x80
                1700  | sys_exit_futex  | 7   | 0   |
                2000  | sys_enter_futex | 7   |     | uaddr=0x10,op=0x80
                2010  | sys_exit_futex  | 7   | 0   |
                """);
        var waits = FutexWaits.of(Walks.ofOne(walk), table(RunTable.SCHEMA, RUN));

        assertTable(waits, FutexWaitTable.SCHEMA, "dur_ns | tainted\n700 | true\n10 | false");
        assertTable(FutexStats.of(waits), FutexStatsTable.SCHEMA, "waits | mean_ns\n1 | 10");
    }

    @Test
    void partsOfAnIterationAddUpToIt() {
        var events =
                """
                ts_ns | event
                1000  | main_loop_wait_entry
                1010  | main_loop_wait_pre_select
                1510  | main_loop_wait_post_select
                1580  | main_loop_wait_iohandlers_done
                1590  | main_loop_wait_timers_done
                1600  | main_loop_wait_exit
                1650  | main_loop_wait_entry
                1652  | main_loop_wait_pre_select
                1952  | main_loop_wait_post_select
                1960  | main_loop_wait_exit
                """;
        assertTable(
                MainLoopStats.of(walk(events)),
                MainLoopStatsTable.SCHEMA,
                """
                part        | part_of   | count | mean_ns | p50_ns | p99_ns | max_ns
                iteration   |           | 2     | 455     | 310    | 600    | 600
                prepare     | iteration | 2     | 6       | 2      | 10     | 10
                blocked     | iteration | 2     | 400     | 300    | 500    | 500
                io_handlers | iteration | 1     | 70      | 70     | 70     | 70
                timers      | iteration | 1     | 10      | 10     | 10     | 10
                other       | iteration | 2     | 9       | 8      | 10     | 10
                between     |           | 1     | 50      | 50     | 50     | 50
                """);
    }

    @Test
    void callsOfPpollAreTheLoopOfAThreadWithoutEventsOfItsOwn() {
        var events =
                """
                ts_ns | event           | tid
                1000  | sys_enter_ppoll | 7
                1100  | sys_enter_ppoll | 9
                1400  | sys_exit_ppoll  | 7
                1500  | sys_enter_ppoll | 7
                """;
        assertTable(
                MainLoopStats.of(walk(events)),
                MainLoopStatsTable.SCHEMA,
                """
                tid | part            | part_of         | count | mean_ns
                7   | ppoll_iteration |                 | 1     | 500
                7   | ppoll_blocked   | ppoll_iteration | 1     | 400
                7   | ppoll_working   | ppoll_iteration | 1     | 100
                """);
    }

    @Test
    void busyPollingIsTimedByContext() {
        var events =
                """
                ts_ns | event                   | args
                1000  | run_poll_handlers_begin | ctx=0xab
                1030  | run_poll_handlers_end   | ctx=0xab
                """;
        assertTable(
                MainLoopStats.of(walk(events)),
                MainLoopStatsTable.SCHEMA,
                "context | part | count | mean_ns\n0xab | busy_polling | 1 | 30");
    }

    @Test
    void qemuTellsWhyAVcpuLeftTheGuest() {
        var events =
                """
                ts_ns | event                | args
                1000  | pre_kvm_run          | cpu_index=0
                1200  | pre_kvm_run          | cpu_index=1
                1600  | post_kvm_run         | cpu_index=0,ret=0
                1610  | kvm_run_exit         | cpu_index=0,reason=2
                1690  | kvm_run_exit_io_done | cpu_index=0
                1700  | pre_kvm_run          | cpu_index=0
                1750  | post_kvm_run         | cpu_index=0
                1780  | kvm_run_exit         | cpu_index=0,reason=77
                1800  | pre_kvm_run          | cpu_index=0
                """;
        assertTable(
                VcpuStats.of(walk(events)),
                VcpuStatsTable.SCHEMA,
                """
                vcpu | state      | part_of | reason | count | mean_ns
                0    | kvm_run    |         |        | 2     | 325
                0    | qemu       |         | io     | 1     | 100
                0    | qemu_io    | qemu    | io     | 1     | 90
                0    | qemu_other | qemu    | io     | 1     | 10
                0    | qemu       |         | 77     | 1     | 50
                0    | qemu_other | qemu    | 77     | 1     | 50
                """);
    }

    @Test
    void laterQemuIsReadOfItsCallsOfKvm() {
        var events =
                """
                ts_ns | event          | args
                1000  | kvm_vcpu_ioctl | cpu_index=0,type=0xae80
                1600  | kvm_run_exit   | cpu_index=0,reason=6
                1650  | kvm_vcpu_ioctl | cpu_index=0,type=0x4090ae82
                1700  | kvm_vcpu_ioctl | cpu_index=0,type=44672
                """;
        assertTable(
                VcpuStats.of(walk(events)),
                VcpuStatsTable.SCHEMA,
                """
                vcpu | state   | reason | count | mean_ns
                0    | kvm_run |        | 1     | 600
                0    | qemu    | mmio   | 1     | 100
                """);
    }

    @Test
    void kvmTellsTimeInTheGuestAndOutOfItByReason() {
        var events =
                """
                ts_ns | event              | tid | vec | args
                1000  | kvm_entry          | 7   |     | vcpu=0
                1400  | kvm_exit           | 7   |     | vcpu=0,reason=io
                1450  | kvm_userspace_exit | 7   |     |
                1490  | kvm_inj_virq       | 7   | 49  |
                1500  | kvm_entry          | 7   |     | vcpu=0
                1520  | kvm_exit           | 7   |     | vcpu=0,reason=hlt
                1560  | kvm_inj_virq       | 7   | 49  |
                1570  | kvm_entry          | 7   |     | vcpu=0
                """;
        assertTable(
                VcpuStats.of(walk(events)),
                VcpuStatsTable.SCHEMA,
                """
                vcpu | tid | state          | part_of | reason | count | mean_ns
                0    | 7   | guest          |         | io     | 1     | 400
                0    | 7   | guest          |         | hlt    | 1     | 20
                0    | 7   | host           |         | io     | 1     | 100
                0    | 7   | host_userspace | host    | io     | 1     | 50
                0    | 7   | host_kernel    | host    | io     | 1     | 50
                0    | 7   | host           |         | hlt    | 1     | 50
                0    | 7   | host_kernel    | host    | hlt    | 1     | 50
                     | 7   | injected       |         | 49     | 2     |
                """);
    }

    @Test
    void withoutAnEventOfItsPartsAStateHasNone() {
        var events =
                """
                ts_ns | event     | tid | args
                1400  | kvm_exit  | 7   | vcpu=0,reason=hlt
                1500  | kvm_entry | 7   | vcpu=0
                """;
        assertTable(VcpuStats.of(walk(events)), VcpuStatsTable.SCHEMA, "state | reason | mean_ns\nhost | hlt | 100");
    }

    @Test
    void theTimesOfTheBenchmarkAreTheWindow() {
        var run = "run_id | benchmark_start_ns | benchmark_end_ns | benchmark_clock\nr1 | 1000 | 2000 | host mono";
        var events =
                """
                ts_ns | event                  | level | args
                900   | kvm_set_irq_level      | 1     | irq=11
                1100  | kvm_set_irq_level_done | 1     | irq=11
                1200  | kvm_set_irq_level      | 0     | irq=11
                1250  | kvm_set_irq_level      | 1     | irq=4
                1290  | kvm_set_irq_level_done | 0     | irq=11
                1300  | kvm_set_irq_level_done | 1     | irq=4
                """;
        assertTable(
                VcpuStats.of(walk(run, NO_ISSUES, events)),
                VcpuStatsTable.SCHEMA,
                """
                state         | reason | count | mean_ns
                set_irq_level | 11     | 1     | 90
                set_irq_level | 4      | 1     | 50
                """);
    }
}
