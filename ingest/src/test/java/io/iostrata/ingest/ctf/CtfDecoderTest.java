package io.iostrata.ingest.ctf;

import static io.iostrata.ingest.ctf.PacketBuilder.packets;
import static io.iostrata.ingest.ctf.Traces.decode;
import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.format.EventTables;
import io.iostrata.ingest.format.Head;
import java.io.IOException;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

final class CtfDecoderTest {
    private static final String KERNEL = PacketBuilder.HEADERS
            + """
            trace { byte_order = le; packet.header := struct { u32 magic; u32 stream_id; }; };
            typealias integer { size = 27; align = 1; map = clock.monotonic.value; } := u27_clock;
            typealias integer { size = 64; map = clock.monotonic.value; } := u64_clock;
            typealias integer { size = 5; align = 1; } := u5;
            struct header {
                enum : u5 { compact = 0 ... 30, extended = 31 } id;
                variant <id> {
                    struct { u27_clock timestamp; } compact;
                    struct { u32 id; u64_clock timestamp; } extended;
                } v;
            } align(8);
            stream {
                id = 0; event.header := struct header; packet.context := struct context;
                event.context := struct {
                    integer { size = 32; signed = 1; } _tid;
                    integer { size = 8; encoding = UTF8; } _procname[4];
                };
            };
            callsite { name = "kvm_x86_pio"; file = "x{"; };
            """;

    @Test
    void namesKernelEventsForWhatFtraceCallsThem() throws IOException {
        var metadata = KERNEL
                + event(0, "kvm_x86_pio", "u32 _rw; u32 _port; u32 _size; u32 _count;")
                + event(1, "block_rq_issue", "u32 _dev; u32 _sector; u32 _nr_sector; u32 _bytes; u32 _rwbs;")
                + event(2, "syscall_exit_pread64", "integer { size = 64; signed = 1; base = 10; } _ret;")
                + event(3, "sched_switch", "u32 _prev_tid; u32 _prev_state; u32 _next_tid;")
                + event(4, "kvm_msi_set_irq", "u32 _address; u32 _data;")
                + event(5, "kvm_set_irq", "u32 _gsi; u32 _level; u32 _irq_source_id;");
        var packet = packets(ByteOrder.LITTLE_ENDIAN);
        at(packet, 0, 1001).put(32, 1).put(32, 0xc050).put(32, 2).put(32, 1);
        at(packet, 1, 1002).put(32, 8 << 20).put(32, 2048).put(32, 8).put(32, 0).put(32, 33);
        at(packet, 2, 1003).put(64, -5);
        at(packet, 3, 1004).put(32, 7).put(32, 1).put(32, 0);
        at(packet, 4, 1005).put(32, 0xfee01000L).put(32, 0x4026);
        at(packet, 5, 1006).put(32, 11).put(32, 1).put(32, 0);
        assertRows(
                metadata,
                packet.end().bytes(),
                """
                ts_ns | cpu | tid | comm | event | port | gsi | level | vec | dst | sector | bytes | ret | args
                1001 | 3 | 42 | qem | kvm_pio | 49232 | | | | | | | | rw=write, size=2, count=1
                1002 | 3 | 42 | qem | block_rq_issue | | | | | | 2048 | 4096 | | dev=8,0, nr_sector=8, rwbs=WS, op=write
                1003 | 3 | 42 | qem | sys_exit_pread64 | | | | | | | | -5 |
                1004 | 3 | 42 | qem | sched_switch | | | | | | | | | prev_pid=7, prev_state=S, next_pid=0
                1005 | 3 | 42 | qem | kvm_msi_set_irq | | | | 38 | 1 | | | |
                1006 | 3 | 42 | qem | kvm_set_irq | | 11 | 1 | | | | | | source=0
                """);
    }

    @Test
    void followsTheClockThroughWrapsAndExtendedHeaders() throws IOException {
        var packet = packets(ByteOrder.LITTLE_ENDIAN).packet(0, (1L << 27) - 10);
        at(packet, 0, (1L << 27) - 5);
        at(packet, 0, 3);
        packet.align(8)
                .put(5, 31)
                .align(8)
                .put(32, 0)
                .put(64, 5L << 40)
                .put(32, 42)
                .put(32, 0);
        at(packet, 0, 9);
        assertRows(
                KERNEL + event(0, "tick", ""),
                packet.end().bytes(),
                """
                seq | ts_ns         | event
                0   | 134217723     | tick
                1   | 134217731     | tick
                2   | 5497558138880 | tick
                3   | 5497558138889 | tick
                """);
    }

    @Test
    void readsBitFieldsVariantsAndListsOfBothByteOrders() throws IOException {
        var fields =
                """
                integer { size = 3; align = 1; signed = 1; } a; integer { size = 13; align = 1; } b;
                integer { size = 64; align = 1; base = 16; } c;
                enum : integer { size = 8; } { small, "big" = 4 ... 9 } tag;
                variant <tag> { struct { u32 x; } small; string big; } v;
                struct { integer { size = 16; align = 32; } n; u32 list[n]; } _s;
                integer { size = 8; } grid[2][2]; floating_point { exp_dig = 8; mant_dig = 24; } f;
                """;
        for (var order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            var packet = packets(order);
            at(packet, 1001)
                    .align(32)
                    .put(3, 5)
                    .put(13, 4097)
                    .put(64, 0xfedcba9876543210L)
                    .put(8, 0)
                    .put(32, 77);
            packet.align(32)
                    .put(16, 2)
                    .align(8)
                    .put(32, 5)
                    .put(32, 6)
                    .put(32, 0x01020304L)
                    .put(32, 0x3f800000L);
            at(packet, 1002).align(32).put(3, 2).put(13, 0).put(64, 0).put(8, 9).put("text");
            packet.align(32).put(16, 0).align(8).put(32, 0).put(32, 0);
            var grid = order == ByteOrder.LITTLE_ENDIAN ? "[[4, 3], [2, 1]]" : "[[1, 2], [3, 4]]";
            assertRows(
                    plain(order) + event(0, "shapes", fields),
                    packet.end().bytes(),
                    """
                    ts_ns | event  | args
                    1001  | shapes | a=-3, b=4097, c=0xfedcba9876543210, tag=small, v.x=77, s.n=2, s.list=[5, 6], grid=%s, f=1.0
                    1002  | shapes | a=2, b=0, c=0x0, tag=big, v=text, s.n=0, s.list=[], grid=[[0, 0], [0, 0]], f=0.0
                    """
                            .formatted(grid));
        }
    }

    @Test
    void takesQemusEventsByTheirNames() throws IOException {
        var packet = packets(ByteOrder.LITTLE_ENDIAN);
        at(packet, 1001).put(32, 0xdead).put(32, 9).put("disk");
        assertRows(
                plain(ByteOrder.LITTLE_ENDIAN) + event(0, "qemu:laio_submit", "u32 _laiocb; u32 _n; string _name;"),
                packet.end().bytes(),
                """
                event       | acb   | args
                laio_submit | 57005 | n=9, name=disk
                """);
    }

    @Test
    void countsDiscardedEventsAndMissingPacketsWithTheirTime() throws IOException {
        var packet = packets(ByteOrder.LITTLE_ENDIAN);
        at(packet, 1001).discarded(0).padding(16).end();
        at(packet, 2001).discarded(5).end();
        at(packet.packet(4, 5000), 5001).end();
        var decoded =
                decode("event", Traces.text(plain(ByteOrder.LITTLE_ENDIAN) + event(0, "tick", "")), packet.bytes());
        assertThat(decoded.rows()).isEqualTo(3);
        assertThat(decoded.issues()).isEqualTo("lost_events warning 5 1500..2500\nlost_uncounted warning 2 2500..5500");
        assertThat(decoded.lost()).isEqualTo(7);
        assertThat(decoded.skipped()).isZero();
    }

    @Test
    void countsFromTheFirstPacketOfAFileThatBeginsInTheMiddleOfAStream() throws IOException {
        var packet = packets(ByteOrder.LITTLE_ENDIAN).packet(5, 1000).discarded(9);
        at(packet, 1001).end();
        at(packet, 2001).discarded(10).end();
        var decoded =
                decode("event", Traces.text(plain(ByteOrder.LITTLE_ENDIAN) + event(0, "tick", "")), packet.bytes());
        assertThat(decoded.issues()).isEqualTo("lost_events warning 1 1500..2500");
    }

    @Test
    void readsTheStreamsOfATraceInOrderOfTime() throws IOException {
        var first = packets(ByteOrder.LITTLE_ENDIAN);
        at(first, 1001).put(32, 1);
        at(first, 1004).put(32, 2);
        var second = packets(ByteOrder.LITTLE_ENDIAN);
        at(second, 1002).put(32, 3);
        at(second, 1003).put(32, 4);
        var metadata = Traces.text(plain(ByteOrder.LITTLE_ENDIAN) + event(0, "tick", "u32 n;"));
        var decoded = decode(
                "seq | ts_ns | args",
                first.end().bytes(),
                metadata,
                second.end().bytes());
        assertThat(decoded.table())
                .isEqualTo(EventTables.normal("seq|ts_ns|args\n0|1001|n=1\n1|1002|n=3\n2|1003|n=4\n3|1004|n=2"));
        assertThat(decoded.clock()).contains("mono");
    }

    @Test
    void tellsTheTimeOfOtherClocksFromTheEpochOn() throws IOException {
        var metadata = plain(ByteOrder.LITTLE_ENDIAN)
                .replace(
                        "\"monotonic\"; freq = 1000000000; offset = 7;",
                        "wall; freq = 2000000; offset_s = 3; offset = 5;");
        var packet = packets(ByteOrder.LITTLE_ENDIAN);
        at(packet, 1001);
        assertRows(
                metadata + event(0, "tick", ""),
                packet.end().bytes(),
                """
                ts_ns      | ts_raw
                3000503000 | 1001
                """);
    }

    @Test
    void recognisesMetadataAndStreamsByTheirFirstBytes() {
        byte[] stream = packets(ByteOrder.BIG_ENDIAN).end().bytes();
        assertThat(CtfDecoder.recognises(new Head(stream))).isTrue();
        assertThat(CtfDecoder.recognises(new Head(Traces.text("/* CTF 1.8 */\n"))))
                .isTrue();
        assertThat(CtfDecoder.recognises(new Head(Traces.text("/* CTF */ something else\n"))))
                .isFalse();
        assertThat(CtfDecoder.recognises(new Head(new byte[] {(byte) 0xc1, 0x1f})))
                .isFalse();
    }

    static String plain(ByteOrder order) {
        return "/* CTF 1.8 */" + PacketBuilder.HEADERS
                + "trace { byte_order = " + (order == ByteOrder.BIG_ENDIAN ? "be" : "le") + ";"
                + " packet.header := struct { u32 magic; u32 stream_id; }; };"
                + " stream { id = 0; packet.context := struct context;"
                + " event.header := struct { integer { size = 8; } id; u32 timestamp; }; };\n";
    }

    static String event(int id, String name, String fields) {
        return "event { name = \"%s\"; id = %d; stream_id = 0; fields := struct { %s }; };\n"
                .formatted(name, id, fields);
    }

    /** The only event of a plain trace. */
    static PacketBuilder at(PacketBuilder packet, long ns) {
        return packet.align(8).put(8, 0).put(32, ns);
    }

    private static PacketBuilder at(PacketBuilder packet, int id, long ns) {
        return packet.align(8).put(5, id).put(27, ns).put(32, 42).put(32, 0x6d6571);
    }

    private static void assertRows(String metadata, byte[] stream, String expected) throws IOException {
        var signed = metadata.startsWith("/*") ? metadata : "/* CTF 1.8 */" + metadata;
        var decoded = decode(EventTables.normal(expected).lines().findFirst().orElse(""), Traces.text(signed), stream);
        assertThat(decoded.issues()).isEmpty();
        assertThat(decoded.table()).isEqualTo(EventTables.normal(expected));
        assertThat(decoded.skipped()).isZero();
        assertThat(decoded.passed()).isEqualTo(Traces.text(signed).length + stream.length);
    }
}
