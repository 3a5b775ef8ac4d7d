package io.iostrata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.schemas.tables.Distribution;
import io.iostrata.schemas.tables.FutexStatsTable;
import io.iostrata.schemas.tables.FutexWaitTable;
import io.iostrata.schemas.tables.MainLoopStatsTable;
import io.iostrata.schemas.tables.RequestLayerTable;
import io.iostrata.schemas.tables.RequestTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.schemas.tables.VcpuStatsTable;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class InstrumentsReportTest {
    private static Views waitsAndLoop() {
        return Lakes.published()
                .add(
                        FutexStatsTable.SCHEMA,
                        RunTable.RUN_ID,
                        "r1",
                        FutexWaitTable.UADDR,
                        "0x10",
                        FutexWaitTable.NAME,
                        "BQL",
                        FutexStatsTable.WAITS,
                        140L,
                        FutexStatsTable.AT_ONCE,
                        39L,
                        FutexStatsTable.THREADS,
                        3L,
                        FutexStatsTable.TOTAL_WAIT_NS,
                        new BigDecimal(41888000),
                        Distribution.MEAN_NS,
                        299200.0,
                        Distribution.P50_NS,
                        173000L,
                        Distribution.P99_NS,
                        2986000L,
                        Distribution.MAX_NS,
                        3253000L)
                .add(
                        MainLoopStatsTable.SCHEMA,
                        RunTable.RUN_ID,
                        "r1",
                        MainLoopStatsTable.PART,
                        "iteration",
                        MainLoopStatsTable.COUNT,
                        2L,
                        Distribution.SUM_NS,
                        new BigDecimal(4000),
                        Distribution.MEAN_NS,
                        2000.0)
                .add(
                        MainLoopStatsTable.SCHEMA,
                        RunTable.RUN_ID,
                        "r1",
                        MainLoopStatsTable.PART,
                        "blocked",
                        MainLoopStatsTable.PART_OF,
                        "iteration",
                        MainLoopStatsTable.COUNT,
                        2L,
                        Distribution.SUM_NS,
                        new BigDecimal(3000),
                        Distribution.MEAN_NS,
                        1500.0);
    }

    @Test
    void theReportShowsWhatTracesHoldBesideTheRequests() {
        var html = new ReportPage(waitsAndLoop().register(), ReportOptions.titled("t")).html();

        assertThat(html).contains("Beside the requests</h2>", ">BQL</td>", ">299.200</td>", ">75.000</td>");
    }

    @Test
    void aWayThatTheClocksLeaveOpenHasNoFigure() {
        var lake = Lakes.published()
                .add(
                        RequestLayerTable.SCHEMA,
                        RunTable.RUN_ID,
                        "r1",
                        SpanTable.LAYER,
                        "guest_virtio_pci",
                        RequestLayerTable.DELTA_TO,
                        "host_kvm",
                        RequestLayerTable.DELTA_NS,
                        400000L,
                        RequestLayerTable.DOWN_NS,
                        120000L,
                        RequestLayerTable.DOWN_LO_NS,
                        20000L,
                        RequestLayerTable.DOWN_HI_NS,
                        220000L,
                        RequestLayerTable.UP_NS,
                        280000L,
                        SpanTable.IN_WINDOW,
                        true,
                        RequestTable.TAINTED,
                        false);
        var html = new ReportPage(lake.register(), ReportOptions.titled("t")).html();

        assertThat(html).contains("Ways in and out", ">not resolvable</td>", ">280.000</td>", ">200.000</td>");
    }

    @Test
    void aReportOfOthersHasNoSuchSection() {
        var html = new ReportPage(Lakes.published().register(), ReportOptions.titled("t")).html();

        assertThat(html).doesNotContain("Beside the requests</h2>");
    }

    @Test
    void theTerminalShowsTheSameTables() {
        assertThat(InstrumentText.of(waitsAndLoop().register(), "report.html"))
                .isEqualTo(
                        """

                        Waits for futexes
                        Run  Futex  Waits  At once  Threads  Total (µs)  Mean (µs)  p50 (µs)  p99 (µs)  Max (µs)
                        r1     BQL    140       39        3   41888.000    299.200   173.000  2986.000  3253.000

                        Main loop
                        Run       Part  Thread or context  Count  Mean (µs)  p50 (µs)  p99 (µs)  Max (µs)  Of its whole (%)
                        r1   iteration                  -      2      2.000         -         -         -                 -
                        r1     blocked                  -      2      1.500         -         -         -            75.000
                        """);
    }

    @Test
    void interruptsAreNoStatesOfAVcpu() {
        var views = new Views()
                .addRows(
                        VcpuStatsTable.SCHEMA,
                        """
                        run_id | vcpu | tid | state         | reason | count | sum_ns  | mean_ns
                        r1     | 0    | 7   | guest         | io     | 500   | 5000000 | 10000
                        r1     | -    | -   | set_irq_level | 11     | 8000  | 9000000 | 1125
                        r1     | 0    | 7   | injected      | 0x41   | 400   | -       | -
                        """);

        assertThat(InstrumentText.of(views.register(), "report.html"))
                .isEqualTo(
                        """

                        vCPUs
                        Run  State  Reason  vCPU  Thread  Count  Total (ms)  Mean (µs)  p50 (µs)  p99 (µs)  Max (µs)
                        r1   guest      io     0       7    500       5.000     10.000         -         -         -

                        Interrupt lines: kvm_set_irq_level to its done
                        Run  Line  Thread  Times  Total (ms)  Mean (µs)  p50 (µs)  p99 (µs)  Max (µs)
                        r1     11       -   8000       9.000      1.125         -         -         -

                        Interrupts injected
                        Run  Vector  vCPU  Thread  Times
                        r1     0x41     0       7    400
                        """);
    }

    @Test
    void linesBeyondThoseShownAreCountedAndSaidToBeWhereTheyAre() {
        var rows = new StringBuilder("run_id | state | reason | count | sum_ns\n");
        for (int i = 10; i < 25; i++) {
            rows.append("r1 | set_irq_level | " + i + " | 1 | 1000\n");
        }

        assertThat(InstrumentText.of(
                        new Views()
                                .addRows(VcpuStatsTable.SCHEMA, rows.toString())
                                .register(),
                        "report.html"))
                .endsWith("\n… and 3 more: report.html\n");
    }
}
