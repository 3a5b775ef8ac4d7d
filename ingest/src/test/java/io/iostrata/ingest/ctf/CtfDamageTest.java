package io.iostrata.ingest.ctf;

import static io.iostrata.ingest.ctf.CtfDecoderTest.at;
import static io.iostrata.ingest.ctf.CtfDecoderTest.event;
import static io.iostrata.ingest.ctf.CtfDecoderTest.plain;
import static io.iostrata.ingest.ctf.PacketBuilder.packets;
import static io.iostrata.ingest.ctf.Traces.decode;
import static io.iostrata.ingest.ctf.Traces.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.iostrata.ingest.bytes.MalformedTraceException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CtfDamageTest {
    private static final String TICK = plain(ByteOrder.LITTLE_ENDIAN) + event(0, "tick", "u32 n;");

    @Test
    void saysWhatItCannotReadInMetadataAndWhere() {
        assertRefused("/* CTF 1.8 */\nevent { name = ; };\nfoo", "input@0x25: line 3: found the end, expected '{'");
        assertRefused("/* CTF 1.8 */ struct { u9 x; };", "line 1: type 'u9 x', expected one that is defined");
        assertRefused("/* CTF 1.8 */ typealias integer { size = 65; } := x;", "size = 65, expected a number up to 64");
        assertRefused("/* CTF 1.8 */ \"never closed", "a string that does not end, expected its end");
        assertRefused(
                TICK + event(1, "a", "u32 list[nobody];"),
                "event.fields.list refers to 'nobody', expected an integer before it");
    }

    @Test
    void refusesTypesWithoutEnd() {
        assertRefused("/* CTF 1.8 */" + "struct { ".repeat(10_000), "nested deeper, expected at most 32 levels");
        assertRefused(
                "/* CTF 1.8 */ struct { integer { size = 8; } x" + "[2]".repeat(10_000) + "; };",
                "nested deeper, expected at most 32 levels");
        assertRefused(
                "/* CTF 1.8 */ struct { integer { size = 8; } x[0x1000000000000000]; };",
                "an array of 1152921504606846976 elements, expected at most 2097152");
        assertRefused("/* CTF 1.8 */ struct { struct { } x[1000]; };", "elements may have no bits");
        var doubled = new StringBuilder(TICK).append("struct s0 { u32 x; };");
        for (int i = 1; i < 30; i++) {
            doubled.append("struct s%d { struct s%d a; struct s%d b; };".formatted(i, i - 1, i - 1));
        }
        assertRefused(doubled + event(1, "huge", "struct s29 x;"), "more than 524288 fields in all events");
    }

    @Test
    void refusesPacketsThatCannotBe() throws IOException {
        assertIssues(
                at(packets(ByteOrder.LITTLE_ENDIAN), 1001)
                        .put(32, 1)
                        .packetSize(0)
                        .end(),
                "malformed error 45");
        assertIssues(
                at(packets(ByteOrder.LITTLE_ENDIAN), 1001)
                        .put(32, 1)
                        .contentOff(800)
                        .end(),
                "malformed error 45");
        assertIssues(at(packets(ByteOrder.LITTLE_ENDIAN), 1001).end(), "malformed error 5");
        assertIssues(packets(ByteOrder.LITTLE_ENDIAN).put(8, 9).put(32, 1001).end(), "unknown_event error 5");
    }

    @Test
    void goesOnBehindABadPacket() throws IOException {
        var packet = at(packets(ByteOrder.LITTLE_ENDIAN), 1001).end();
        at(packet, 2001).put(32, 7).end();
        var decoded = decode("ts_ns | args", text(TICK), packet.bytes());
        assertThat(decoded.table()).isEqualTo("ts_ns|args\n2001|n=7");
        assertThat(decoded.issues()).isEqualTo("malformed error 5");
    }

    @Test
    void takesNoCountAtItsWord() throws IOException {
        var metadata = plain(ByteOrder.LITTLE_ENDIAN)
                + event(0, "many", "integer { size = 64; } n; integer { size = 1; align = 1; } list[n];");
        for (long count : new long[] {1L << 60, -1, 1000}) {
            var packet =
                    at(packets(ByteOrder.LITTLE_ENDIAN), 1001).put(64, count).end();
            assertThat(decode("event", text(metadata), packet.bytes()).issues()).isEqualTo("malformed error 13");
        }
    }

    @Test
    void wantsTheMetadata() {
        byte[] stream = packets(ByteOrder.LITTLE_ENDIAN).end().bytes();
        assertThatExceptionOfType(MalformedTraceException.class)
                .isThrownBy(() -> decode("event", stream))
                .withMessageContaining("without its metadata, expected a file 'metadata' beside it");
    }

    @Test
    void cutStreamsKeepTheirEvents() throws IOException {
        var packet = at(packets(ByteOrder.LITTLE_ENDIAN), 1001).put(32, 1);
        byte[] whole = at(packet, 1002).put(32, 2).end().bytes();
        var decoded = decode("ts_ns | args", text(TICK), Arrays.copyOf(whole, whole.length - 3));
        assertThat(decoded.table()).isEqualTo("ts_ns|args\n1001|n=1");
        assertThat(decoded.issues()).isEqualTo("truncated warning 1");
        assertThat(decoded.skipped()).isEqualTo(6);
    }

    @Test
    void damagedTracesEndInRowsOrInOneMessage() throws IOException {
        byte[] metadata = text(TICK + event(1, "other", "string s; integer { size = 8; } n; u32 list[n];"));
        var packet = at(packets(ByteOrder.LITTLE_ENDIAN), 1001).put(32, 1);
        packet.put(8, 1)
                .put(32, 1002)
                .put("text")
                .put(8, 2)
                .put(32, 5)
                .put(32, 6)
                .padding(8)
                .end();
        byte[] stream = at(packet, 2001).put(32, 3).end().bytes();
        var random = new Random(7);
        for (int i = 0; i < 400; i++) {
            byte[] text = i % 2 == 0 ? metadata : damaged(metadata, random);
            byte[] bytes = i % 2 == 0 ? damaged(stream, random) : stream;
            try {
                var decoded = decode("event", text, bytes);
                assertThat(decoded.passed()).isEqualTo(text.length + bytes.length);
                assertThat(decoded.skipped()).isBetween(0L, (long) bytes.length);
            } catch (MalformedTraceException refused) {
                assertThat(refused.offset()).isBetween(0L, (long) text.length);
            }
        }
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] damaged =
                random.nextInt(4) == 0 ? Arrays.copyOf(whole, 14 + random.nextInt(whole.length - 14)) : whole.clone();
        for (int flips = random.nextInt(5); flips > 0 && damaged.length > 14; flips--) {
            damaged[14 + random.nextInt(damaged.length - 14)] ^= (byte) (1 << random.nextInt(8));
        }
        return damaged;
    }

    private static void assertRefused(String metadata, String message) {
        assertThatExceptionOfType(MalformedTraceException.class)
                .isThrownBy(() -> decode("event", text(metadata)))
                .withMessageContaining(message);
    }

    private static void assertIssues(PacketBuilder packet, String issues) throws IOException {
        var decoded = decode("event", text(TICK), packet.bytes());
        assertThat(decoded.rows()).isZero();
        assertThat(decoded.issues()).isEqualTo(issues);
        assertThat(decoded.passed()).isEqualTo(text(TICK).length + packet.bytes().length);
    }
}
