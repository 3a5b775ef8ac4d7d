package io.iostrata.ingest.ftracetext;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.format.Decoding;
import io.iostrata.ingest.format.EventTables;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.TraceFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What trace-cmd report and perf script print otherwise than the kernel. */
final class DialectsTest {

    @Test
    void makesTheEventsOfQemuOutOfTheirMarkersInEveryDialect() throws IOException {
        var rows =
                """
                tid | event              | vdev | acb | bytes | args
                7   | virtio_notify      | 10   |     |       | n=5
                7   | laio_submit        |      | 11  | 4096  |
                7   | tracing_mark_write |      |     |       | text=round 5
                """;
        assertRows(
                TraceFormat.FTRACE_TEXT,
                """
                   a-7  [000] .....  1.000001: tracing_mark_write: virtio_notify vdev 0xa n 5
                   a-7  [000] .....  1.000001: tracing_mark_write: laio_submit laiocb 0xb nbytes 4096
                   a-7  [000] .....  1.000001: tracing_mark_write: round 5
                """,
                rows);
        assertRows(
                TraceFormat.TRACE_CMD_REPORT,
                """
                   a-7  [000]  1.000001: print:                tracing_mark_write: virtio_notify vdev 0xa n 5
                   a-7  [000]  1.000001: print:                0xffffffff8123s: laio_submit laiocb 0xb nbytes 4096
                   a-7  [000]  1.000001: print:                tracing_mark_write: round 5
                """,
                rows);
        assertRows(
                TraceFormat.PERF_SCRIPT,
                """
                   a  7 [000]  1.000001: ftrace:print: tracing_mark_write: virtio_notify vdev 0xa n 5
                   a  7 [000]  1.000001: ftrace:print: tracing_mark_write: laio_submit laiocb 0xb nbytes 4096
                   a  7 [000]  1.000001: ftrace:print: tracing_mark_write: round 5
                """,
                rows);
    }

    @Test
    void readsWhatTraceCmdPutsAroundEvents() throws IOException {
        assertRows(
                TraceFormat.TRACE_CMD_REPORT,
                """
                version = 6
                CPU 1 is empty
                cpus=2
                  host.dat:        my task-1-7     [000]     1.000001:          kvm_entry:             vcpu 0 rip 0xf
                                    <idle>-0     [001]     1.000003: (+2)     function:             vp_notify
                                       sh-8     [001]     1.000003: (+0)     function:                vp_notify <-- virtqueue_kick
                                       sh-8     [001]     1.000004: (+1)     sched_wakeup:         x y:1 [120] CPU:000
                """,
                """
                ts_ns      | cpu | tid | comm      | event        | caller         | args
                1000001000 | 0   | 7   | my task-1 | kvm_entry    |                | vcpu=0, rip=0xf
                1000003000 | 1   | 0   | <idle>    | vp_notify    |                |
                1000003000 | 1   | 8   | sh        | vp_notify    | virtqueue_kick |
                1000004000 | 1   | 8   | sh        | sched_wakeup |                | comm=x y, pid=1, prio=120, target_cpu=000
                """);
    }

    @Test
    void readsTheFieldsThatPerfWasAskedFor() throws IOException {
        assertRows(
                TraceFormat.PERF_SCRIPT,
                """
                # captured on    : Sun Nov 22 18:51:34 2026
                C2 Compiler 1 26115 [001] 5.000001: kvm:kvm_set_irq: gsi 11 level 1 source 0
                x 26/27 [001] 5.000001002:          1 kvm:kvm_set_irq: gsi 11 level 1 source 0
                27  5.000001: kvm:kvm_set_irq: gsi 11 level 1 source 0
                5.000001: kvm:kvm_set_irq:\040
                perf-exe 26   3  5.000001: kvm:kvm_set_irq: gsi 11 level 1 source 0
                """,
                """
                ts_ns      | cpu | pid | tid   | comm          | event       | gsi
                5000001000 | 1   |     | 26115 | C2 Compiler 1 | kvm_set_irq | 11
                5000001002 | 1   | 26  | 27    | x             | kvm_set_irq | 11
                5000001000 |     |     | 27    |               | kvm_set_irq | 11
                5000001000 |     |     |       |               | kvm_set_irq |
                5000001000 | 3   |     | 26    | perf-exe      | kvm_set_irq | 11
                """);
    }

    @Test
    void keepsCallChainsOfPerfAsStacksOfTheirSample() throws IOException {
        assertRows(
                TraceFormat.PERF_SCRIPT,
                """
                x  7 [001]  5.000001: block:block_plug: [x]
                \tffffffff81b0364f blk_start_plug+0x1f ([kernel.kallsyms])
                \t    7f0000001234 [unknown] (/usr/bin/x)

                x  7 [001]  5.000002: block:block_plug: [x]
                """,
                """
                ts_ns      | cpu | tid | event        | args
                5000001000 | 1   | 7   | block_plug   | comm=x
                5000001000 | 1   | 7   | kernel_stack | stack=blk_start_plug<-[unknown]
                5000002000 | 1   | 7   | block_plug   | comm=x
                """);
    }

    @Test
    void reportsWhatPerfLost() throws IOException {
        var decoded = decode(
                TraceFormat.PERF_SCRIPT,
                """
                x  7 [001]  5.000001: block:block_plug: [x]
                x  7 [001]  5.000001: PERF_RECORD_LOST lost 12
                x  0 [001]  5.000001: PERF_RECORD_COMM: x:7/7
                x  7 [001]  5.000002: block:block_plug: [x]
                """,
                "event");
        assertThat(decoded.rows()).isEqualTo(2);
        assertThat(decoded.lostEvents()).isEqualTo(12);
        assertThat(decoded.issues()).isEqualTo("lost_events warning 12 5000001000..5000002000");
    }

    private static void assertRows(TraceFormat format, String input, String expected) throws IOException {
        assertThat(TraceFormat.of(new Head(input.getBytes(StandardCharsets.UTF_8))))
                .contains(format);
        var decoded = decode(format, input, expected);
        assertThat(decoded.table()).isEqualTo(EventTables.normal(expected));
        assertThat(decoded.issues()).isEmpty();
        assertThat(decoded.skippedBytes()).isZero();
    }

    private static Decoding decode(TraceFormat format, String input, String expected) throws IOException {
        return Decoding.of(input, Optional.empty(), expected, format::open);
    }
}
