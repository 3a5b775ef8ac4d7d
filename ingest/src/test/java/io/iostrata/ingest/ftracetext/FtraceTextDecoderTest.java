package io.iostrata.ingest.ftracetext;

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
                "  a-1  [000] .....  90079: f <-g\n", Optional.of("host uptime"), expected, FtraceTextDecoder::new);
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
    void readsHostEventsInEveryPrintFormat() throws IOException {
        assertBodies(
                """
                kvm_pio: pio_write at 0xc010 size 2 count 1
                kvm_pio: pio_write at 0xc010 size 2 count 1 val 0x0\040
                kvm_pio: pio_read at 0xc013 size 1 count 2 val 0x1 (...)
                kvm_set_irq: gsi 11
                kvm_set_irq: gsi 11 level 0 source 0
                kvm_mmio: mmio unsatisfied-read len 4 gpa 0xfebfb014 val 0x0
                kvm_fast_mmio: fast mmio at gpa 0xfebfb000
                kvm_inj_virq: irq 39
                kvm_inj_virq: IRQ 0x27 [reinjected]
                kvm_write_tsc_offset: vcpu=0 prev=0 next=18446743567156998200
                kvm_ioapic_set_irq: pin 11 dst 0 vec 40 (Fixed|physical|level) (coalesced)
                kvm_userspace_exit: reason KVM_EXIT_IO (2)
                """,
                """
                event                | port  | gsi | level | vec | dst | args
                kvm_pio              | 49168 |     |       |     |     | rw=write, size=2, count=1
                kvm_pio              | 49168 |     |       |     |     | rw=write, size=2, count=1, val=0x0
                kvm_pio              | 49171 |     |       |     |     | rw=read, size=1, count=2, val=0x1, rest=(...)
                kvm_set_irq          |       | 11  |       |     |     |
                kvm_set_irq          |       | 11  | 0     |     |     | source=0
                kvm_mmio             |       |     |       |     |     | rw=unsatisfied-read, len=4, gpa=0xfebfb014, val=0x0
                kvm_fast_mmio        |       |     |       |     |     | gpa=0xfebfb000
                kvm_inj_virq         |       |     |       | 39  |     | kind=irq
                kvm_inj_virq         |       |     |       | 39  |     | kind=IRQ, note=reinjected
                kvm_write_tsc_offset |       |     |       |     |     | vcpu=0, prev=0, next=18446743567156998200
                kvm_ioapic_set_irq   |       |     |       | 40  | 0   | pin=11, delivery=Fixed, dest_mode=physical, trigger=level, note=(coalesced)
                kvm_userspace_exit   |       |     |       |     |     | reason=KVM_EXIT_IO, code=2
                """);
    }

    @Test
    void readsExitsAndEntriesOfOldAndNewKernels() throws IOException {
        assertBodies(
                """
                kvm_exit: reason IO_INSTRUCTION rip 0xffff
                kvm_exit: reason IO_INSTRUCTION rip 0xffff info c0100003 0
                kvm_exit: vcpu 0 reason msr rip 0xf info1 0x0000000000000001 info2 0x0000000000000000 intr_info 0x00000000 error_code 0x00000000
                kvm_entry: vcpu 0
                kvm_entry: vcpu 0, rip 0xffff[immediate exit]
                kvm_entry: vcpu 1, rip 0xffff intr_info 0x80000027 error_code 0x00000000[immediate exit]
                """,
                """
                event     | args
                kvm_exit  | reason=IO_INSTRUCTION, rip=0xffff
                kvm_exit  | reason=IO_INSTRUCTION, rip=0xffff, info1=c0100003, info2=0
                kvm_exit  | vcpu=0, reason=msr, rip=0xf, info1=0x0000000000000001, info2=0x0000000000000000, intr_info=0x00000000, error_code=0x00000000
                kvm_entry | vcpu=0
                kvm_entry | vcpu=0, rip=0xffff, note=immediate exit
                kvm_entry | vcpu=1, rip=0xffff, intr_info=0x80000027, error_code=0x00000000, note=immediate exit
                """);
    }

    @Test
    void readsMsiVectorsInTheRadixTheFileShows() throws IOException {
        assertBodies(
                """
                kvm_msi_set_irq: dst 10 vec 39 (Fixed|physical|edge)
                kvm_msi_set_irq: dst 10 vec 3a (LowPrio|logical|edge)
                kvm_msi_set_irq: dst 10 vec 39 (Fixed|physical|edge)
                """,
                """
                event           | dst | vec | args
                kvm_msi_set_irq | 16  | 39  | delivery=Fixed, dest_mode=physical, trigger=edge
                kvm_msi_set_irq | 10  | 58  | delivery=LowPrio, dest_mode=logical, trigger=edge
                kvm_msi_set_irq | 10  | 57  | delivery=Fixed, dest_mode=physical, trigger=edge
                """);
    }

    @Test
    void readsBlockEventsWithAndWithoutBytesAndPriority() throws IOException {
        assertBodies(
                """
                block_rq_issue: 259,1 RS 4096 () 64 + 8 [my [x] task]
                block_rq_issue: 254,0 RS 4096 () 491003984 + 8 be,0,4 [fio]
                block_rq_issue: 8,0 W 0 () 64 + 8 [kworker/0:1H]
                block_rq_complete: 254,0 WS () 70136 + 8 none,0,0 [-5]
                block_rq_issue: 254,0 FF 0 () 0 + 0 [kworker]
                block_rq_issue: 254,0 D 1048576 () 2048 + 2048 [fstrim]
                block_bio_queue: 254,0 RA 2048 + 16 [cat]
                block_bio_remap: 254,0 R 2050 + 2 <- (254,1) 2
                block_rq_insert: 8,0 N 36 (12 00 00 00 24 00) 0 + 0 [sg]
                """,
                """
                event             | sector    | bytes   | args
                block_rq_issue    | 64        | 4096    | dev=259,1, rwbs=RS, nr_sector=8, comm=my [x] task, op=read
                block_rq_issue    | 491003984 | 4096    | dev=254,0, rwbs=RS, nr_sector=8, ioprio=be,0,4, comm=fio, op=read
                block_rq_issue    | 64        | 4096    | dev=8,0, rwbs=W, nr_sector=8, comm=kworker/0:1H, op=write
                block_rq_complete | 70136     | 4096    | dev=254,0, rwbs=WS, nr_sector=8, ioprio=none,0,0, error=-5, op=write
                block_rq_issue    | 0         | 0       | dev=254,0, rwbs=FF, nr_sector=0, comm=kworker, op=flush
                block_rq_issue    | 2048      | 1048576 | dev=254,0, rwbs=D, nr_sector=2048, comm=fstrim, op=discard
                block_bio_queue   | 2048      | 8192    | dev=254,0, rwbs=RA, nr_sector=16, comm=cat, op=read
                block_bio_remap   | 2050      | 1024    | dev=254,0, rwbs=R, nr_sector=2, from_dev=254,1, from_sector=2, op=read
                block_rq_insert   | 0         | 36      | dev=8,0, rwbs=N, cmd=12 00 00 00 24 00, nr_sector=0, comm=sg
                """);
    }

    @Test
    void readsSystemCallsOfOldAndNewKernels() throws IOException {
        assertBodies(
                """
                sys_pread64(fd: 3, buf: 0x3f1d5000, count: 0x1000, pos: 0)
                sys_pread64 -> 0x1000
                sys_pread64(fd: 1a, buf: 7ffe3f1d5000, count: 1000, pos: 0)
                sys_pread64 -> 0xfffffffffffffff2
                sys_sync()
                sys_enter_pread64: fd: 0x3, buf: 0x7f00
                sys_exit_pread64: 0x1000
                sys_enter: NR 17 (1a, 7ffe, 1000, 0, 0, 0)
                sys_exit: NR 17 = -14
                """,
                """
                event             | ret  | args
                sys_enter_pread64 |      | fd=3, buf=0x3f1d5000, count=0x1000, pos=0
                sys_exit_pread64  | 4096 |
                sys_enter_pread64 |      | fd=26, buf=7ffe3f1d5000, count=1000, pos=0
                sys_exit_pread64  | -14  |
                sys_enter_sync    |      |
                sys_enter_pread64 |      | fd=0x3, buf=0x7f00
                sys_exit_pread64  | 4096 |
                sys_enter         |      | nr=17, args=1a, 7ffe, 1000, 0, 0, 0
                sys_exit          | -14  | nr=17
                """);
    }

    @Test
    void readsSelfDescribingTextOfAnyEvent() throws IOException {
        assertBodies(
                """
                irq_handler_entry: irq=25 name=virtio1 req 0
                softirq_raise: vec=4 [action=BLOCK]
                sched_switch: prev_comm=a b prev_pid=1 prev_prio=120 prev_state=R+ ==> next_comm=c=d next_pid=2 next_prio=98
                my_probe: (vp_notify+0x0/0x40) vq=0xffff88 n=0x2 n=007
                kvm_page_fault: vcpu 0 rip 0x1 error_code 0x6
                io_uring_complete: ring 00000000c2c2479b, req 00000000d1, user_data 0x7f, result 4096, cflags 0x0
                hwlat: #1 inner/outer(us): 12/14
                tracing_mark_write: virtio_notify vdev 0x55 vq 0x7f
                0: old marker
                f(a=0x1, b=2) <-g
                not an event at all
                """,
                """
                event              | vq       | vec | caller | args
                irq_handler_entry  |          |     |        | irq=25, name=virtio1 req 0
                softirq_raise      |          | 4   |        | action=BLOCK
                sched_switch       |          |     |        | prev_comm=a b, prev_pid=1, prev_prio=120, prev_state=R+, next_comm=c=d, next_pid=2, next_prio=98
                my_probe           | 16777096 |     |        | text=(vp_notify+0x0/0x40), n=0x2, n.2=007
                kvm_page_fault     |          |     |        | vcpu=0, rip=0x1, error_code=0x6
                io_uring_complete  |          |     |        | ring=00000000c2c2479b, req=00000000d1, user_data=0x7f, result=4096, cflags=0x0
                hwlat              |          |     |        | text=#1 inner/outer(us): 12/14
                tracing_mark_write |          |     |        | text=virtio_notify vdev 0x55 vq 0x7f
                tracing_mark_write |          |     |        | text=old marker
                f                  |          |     | g      | a=0x1, b=2
                unparsed           |          |     |        | text=not an event at all
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
    void reportsLossesInEverySpellingBetweenTheEventsAroundThem() throws IOException {
        var decoded = decode(
                """
                # entries-in-buffer/entries-written: 203/255257   #P:2
                  a-1  [000] .....  1.000001: f <-g
                CPU:0 [LOST 43517 EVENTS]
                CPU:1 [LOST EVENTS]
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
                        lost_events warning 43517 1000001000..1000005000
                        lost_events warning 1 1000001000..1000005000
                        buffer_started info 1
                        lost_events warning 123 1000005000..1000005000
                        lost_events warning 1 1000005000..1000005000""");
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
        return FtraceTextDecoder.recognises(new Head(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Decoding decode(String input, String expected) throws IOException {
        return Decoding.of(input, Optional.empty(), expected, FtraceTextDecoder::new);
    }

    private static void assertRows(String input, String expected) throws IOException {
        var decoded = decode(input, expected);
        assertThat(decoded.table()).isEqualTo(EventTables.normal(expected));
        assertThat(decoded.issues()).isEmpty();
        assertThat(decoded.skippedBytes()).isZero();
        assertThat(decoded.passedBytes()).isEqualTo(input.getBytes(StandardCharsets.UTF_8).length);
    }

    /** Each line a body behind the same prefix. */
    private static void assertBodies(String bodies, String expected) throws IOException {
        assertRows(
                bodies.replaceAll("(?m)^", "   a-1       [000] .....     1.000001: ")
                                .stripTrailing() + "\n",
                expected);
    }
}
