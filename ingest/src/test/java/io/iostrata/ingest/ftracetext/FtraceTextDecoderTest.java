package io.iostrata.ingest.ftracetext;

import static io.iostrata.ingest.ftracetext.FtraceTexts.assertRows;
import static io.iostrata.ingest.ftracetext.FtraceTexts.decode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.iostrata.ingest.format.Decoding;
import io.iostrata.ingest.format.EventTables;
import io.iostrata.ingest.format.Head;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The lines of ftrace text and what stands between them; {@link EventLinesTest} has what events say. */
final class FtraceTextDecoderTest {

    @Test
    void readsEveryEraOfThePrefix() throws IOException {
        assertRows(
                """
                # tracer: nop
                #           TASK-PID    CPU#    TIMESTAMP  FUNCTION
                            bash-2295  [001]   900.827379: vp_notify <-vring_kick
                            bash-2295  [001] d.h.   900.827380: vp_notify <-virtqueue_kick
                            bash-2295    [001] d..2.   900.827381: vp_notify <-virtqueue_notify
                    my-task 12-3-3271    (   3270) [001] .....   925.653615: vp_notify <-virtqueue_notify
                    my-task 12-3-3271    (-------) [1023] d...2..   925.653616: vp_notify <-virtqueue_notify
                       a [000] b-12      [000] .....     1.000001: vp_notify <-virtqueue_notify
                        <...>-1447  [001]     1.000002: vp_notify <-virtqueue_notify
                       <idle>-0     [000]     1.000003: vp_notify <-virtqueue_notify
                       größe:#/-7   [000] dNh1.   1.000004: vp_notify <-virtqueue_notify
                """,
                """
                event     | ts_ns        | cpu  | pid  | tid  | comm         | caller
                vp_notify | 900827379000 | 1    |      | 2295 | bash         | vring_kick
                vp_notify | 900827380000 | 1    |      | 2295 | bash         | virtqueue_kick
                vp_notify | 900827381000 | 1    |      | 2295 | bash         | virtqueue_notify
                vp_notify | 925653615000 | 1    | 3270 | 3271 | my-task 12-3 | virtqueue_notify
                vp_notify | 925653616000 | 1023 |      | 3271 | my-task 12-3 | virtqueue_notify
                vp_notify | 1000001000   | 0    |      | 12   | a [000] b    | virtqueue_notify
                vp_notify | 1000002000   | 1    |      | 1447 | <...>        | virtqueue_notify
                vp_notify | 1000003000   | 0    |      | 0    | <idle>       | virtqueue_notify
                vp_notify | 1000004000   | 0    |      | 7    | größe:#/     | virtqueue_notify
                """);
    }

    @Test
    void readsEveryClock() throws IOException {
        assertRows(
                """
                  a-1  [000] .....  33361.021117: f <-g
                  a-1  [000] .....  33361.021117123: f <-g
                  a-1  [000] .....  2341148998147: f <-g
                """,
                """
                event | ts_ns          | ts_raw
                f     | 33361021117000 |
                f     | 33361021117123 |
                f     |                | 2341148998147
                """);
    }

    @Test
    void readsTicksAsTimeWhereTheManifestSaysUptime() throws IOException {
        var expected =
                """
                event | ts_ns        | ts_raw
                f     | 900790000000 | 90079
                """;
        var decoded = Decoding.of(
                "  a-1  [000] .....  90079: f <-g\n", Optional.of("host uptime"), expected, FtraceTextDecoder::kernel);
        assertThat(decoded.table()).isEqualTo(EventTables.normal(expected));
        assertThat(decoded.resolutionNs()).hasValue(10_000_000);
    }

    @Test
    void readsTheLatencyFormat() throws IOException {
        assertRows(
                """
                # nop latency trace v1.1.5 on 6.18.44
                # latency: 0 us, #2/2, CPU#0 | (M:PREEMPT(none) VP:0, KP:0, SP:0 HP:0)
                    bash-2361      0..... 17108us+: sys_enter: NR 3 (1, 2, 0, 0, 0, 0)
                  <idle>-0         1d.h1. 17119us : kvm_set_irq: gsi 11 level 1 source 0
                """,
                """
                event       | ts_ns    | cpu | tid  | comm   | gsi | level | args
                sys_enter   | 17108000 | 0   | 2361 | bash   |     |       | nr=3, args=1, 2, 0, 0, 0, 0
                kvm_set_irq | 17119000 | 1   | 0    | <idle> | 11  | 1     | source=0
                """);
    }

    @Test
    void keepsStacksAsRowsOfTheirOwn() throws IOException {
        assertRows(
                """
                  a-1  [000] .....  1.000001: f <-g
                  a-1  [000] .....  1.000002: <stack trace>
                 => vp_notify
                 => virtqueue_notify <ffffffff81>
                  a-1  [000] .....  1.000003: f <-g
                """,
                """
                event        | ts_ns      | args
                f            | 1000001000 |
                kernel_stack | 1000002000 | stack=vp_notify<-virtqueue_notify <ffffffff81>
                f            | 1000003000 |
                """);
    }

    @Test
    void keepsFunctionGraphsWithTheTimeTheyHave() throws IOException {
        assertRows(
                """
                # tracer: function_graph
                #     TIME        CPU  DURATION                  FUNCTION CALLS
                 0)   1.250 us    |    f();
                 1)               |  g() {
                 ------------------------------------------
                 0)  bash-12  =>  cat-13
                 ------------------------------------------
                12345.678901 |   1)  my-task-123 | ! 310.041 us  |  } /* g */
                12345.678902 |   1)   ==========> |
                12345.678903 |   1)               |  /* kvm_set_irq: gsi 11 level 1 source 0 */
                """,
                """
                event       | ts_ns          | cpu | tid | comm    | gsi | args
                f           |                | 0   |     |         |     | duration=1.250 us
                g           |                | 1   |     |         |     | edge=entry
                g           | 12345678901000 | 1   | 123 | my-task |     | edge=exit, duration=310.041 us
                kvm_set_irq | 12345678903000 | 1   |     |         | 11  | source=0
                """);
    }

    @Test
    void reportsLossesInEverySpellingBetweenTheEventsOfTheirCpuAroundThem() throws IOException {
        var decoded = decode(
                """
                # entries-in-buffer/entries-written: 203/255257   #P:2
                  a-1  [000] .....  1.000001: f <-g
                CPU:0 [LOST 43517 EVENTS]
                CPU:1 [LOST EVENTS]
                  a-1  [001] .....  1.000004: f <-g
                  a-1  [000] .....  1.000005: f <-g
                CPU:1 [123 EVENTS DROPPED]
                CPU:1 [EVENTS DROPPED]
                ##### CPU 1 buffer started ####
                """,
                "event");
        assertThat(decoded.issues())
                .isEqualTo(
                        """
                        lost_events warning 255054 1000001000..1000001000
                        lost_uncounted warning 1 1000001000..1000004000
                        lost_events warning 43517 1000001000..1000005000
                        buffer_started info 1
                        lost_events warning 123 1000004000..1000005000
                        lost_uncounted warning 1 1000004000..1000005000""");
        assertThat(decoded.lostEvents()).isEqualTo(255054 + 43517 + 1 + 123 + 1);
        assertThat(decoded.skippedBytes()).isZero();
    }

    @Test
    void countsLinesItCannotReadAndSaysWhere() throws IOException {
        var decoded = decode("  a-1  [000] .....  1.000001: f <-g\ngarbage\n  a-1  [000] ....", "event");
        assertThat(decoded.issues()).isEqualTo("malformed warning 1\ntruncated warning 1");
        assertThat(decoded.issueRows().get(0).message())
                .isEqualTo("input@0x24: 'garbage', expected 'comm-pid [cpu] time: event'");
        assertThat(decoded.skippedBytes()).isEqualTo("garbage\n  a-1  [000] ....".length());
    }

    @Test
    void readsHostileLinesInTimeProportionalToTheirLength() throws IOException {
        var lines = " 0)" + " ".repeat(500) + "\n" + "=".repeat(500) + "\n" + "-1 ".repeat(160) + "\n"
                + "[1] ".repeat(120) + "\n";
        var repeated = "  a-1  [000] .....  1.000001: e: " + "a= ".repeat(300) + "\n";
        var input = (lines + repeated).repeat(200);
        var decoded = assertTimeout(Duration.ofSeconds(10), () -> decode(input, "event"));
        assertThat(decoded.skippedBytes()).isEqualTo(200L * lines.length());
        assertThat(decoded.rows()).isEqualTo(200);
    }

    @Test
    void recognisesFtraceTextAndNothingLikeIt() {
        assertThat(recognised("# tracer: nop\n#\n")).isTrue();
        assertThat(recognised("CPU:0 [LOST 5 EVENTS]\n  a-1  [000] .....  1.000001: f <-g\n"))
                .isTrue();
        assertThat(recognised("cpus=2\n  a-1  [000]  1.000001: f: x\n")).isFalse();
        assertThat(recognised("       perf-exec 26084 [001]  2156.497487:    block:block_rq_complete: 254,0\n"))
                .isFalse();
        assertThat(recognised("seqread: requests=1500 mean_ns=6450179\n")).isFalse();
        assertThat(recognised("run/trace.txt\0\0\n  a-1  [000] .....  1.000001: f <-g\n".repeat(3)))
                .isFalse();
        assertThat(recognised("a note\n# tracer: nop\nand another\n")).isFalse();
        assertThat(recognised("")).isFalse();
    }

    private static boolean recognised(String text) {
        return FtraceTextDecoder.isKernel(new Head(text.getBytes(StandardCharsets.UTF_8)));
    }
}
