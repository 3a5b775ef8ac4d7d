package io.iostrata.ingest.simpletrace;

import static io.iostrata.ingest.simpletrace.SimpleTraceBuilder.args;
import static io.iostrata.ingest.simpletrace.SimpleTraceBuilder.at;
import static io.iostrata.ingest.simpletrace.SimpleTraceBuilder.simpleTrace;
import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.format.Head;
import java.nio.ByteOrder;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SimpleTraceDecoderTest {
    private static final String EVENTS =
            """
            virtqueue_pop(void *vq, void *elem, unsigned in_num) "x"
            laio_submit(void *s, void *laiocb, int64_t offset, size_t nbytes, int type) "x"
            virtio_blk_rw_complete(void *vdev, void *req, int ret) "x"
            open(const char *name, int flags, const char *mode) "x"
            """;

    @ParameterizedTest
    @CsvSource({"0, LITTLE_ENDIAN", "0, BIG_ENDIAN", "2, LITTLE_ENDIAN", "2, BIG_ENDIAN"})
    void versionsWithoutAPid(int version, String order) {
        assertThat(decoded(version, order)).isEqualTo("virtqueue_pop | 1000 | - | vq=3 elem=10 {in_num=1}\n");
    }

    @ParameterizedTest
    @CsvSource({"3, LITTLE_ENDIAN", "3, BIG_ENDIAN", "4, LITTLE_ENDIAN", "4, BIG_ENDIAN"})
    void versionsWithAPid(int version, String order) {
        assertThat(decoded(version, order)).isEqualTo("virtqueue_pop | 1000 | 42 | vq=3 elem=10 {in_num=1}\n");
    }

    private static String decoded(int version, String order) {
        var log = simpleTrace()
                .order(order.startsWith("B") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                .version(version);
        if (version == 4) {
            log.mapping(0, "virtqueue_pop");
        }
        byte[] bytes = log.event(0, at(1000), args(3, 10, 1)).bytes();
        var decoded = Decoded.of(bytes, EVENTS);
        assertThat(SimpleTraceDecoder.recognises(new Head(bytes))).isTrue();
        assertThat(decoded.decoder().format()).isEqualTo("simpletrace " + version);
        assertThat(decoded.issues()).isEmpty();
        return decoded.rows();
    }

    @Test
    void argumentsGoToTheirColumnsWithTheirSign() {
        byte[] log = simpleTrace()
                .version(3)
                .event(1, at(1000), args(1, 0xcc, -4096, 512, 0xffff_fffbL))
                .event(2, at(1001), args(7, 8, 0xffff_fffbL))
                .bytes();
        assertThat(Decoded.of(log, EVENTS).rows())
                .isEqualTo(
                        """
                        laio_submit | 1000 | 42 | acb=204 bytes=512 offset=-4096 {s=0x1} {type=-5}
                        virtio_blk_rw_complete | 1001 | 42 | vdev=7 req=8 ret=-5
                        """);
    }

    @Test
    void ofTwoArgumentsForOneColumnTheFirstHasIt() {
        byte[] log = simpleTrace().version(3).event(0, at(1), args(5, 6)).bytes();
        assertThat(Decoded.of(log, "done(void *laiocb, void *aiocb)\n").rows())
                .isEqualTo("done | 1 | 42 | acb=5 {aiocb=0x6}\n");
    }

    @Test
    void stringsAreLengthAndBytesAndInVersion0ThePointer() {
        byte[] log = simpleTrace()
                .version(3)
                .event(3, at(1), args("disk.img", 2, ""))
                .version(0)
                .event(3, at(2), args(0x7f00, 2, 0x7f08))
                .bytes();
        assertThat(Decoded.of(log, EVENTS).rows())
                .isEqualTo(
                        """
                        open | 1 | 42 | {name=disk.img} {flags=2} {mode=}
                        open | 2 | - | {name=0x7f00} {flags=2} {mode=0x7f08}
                        """);
    }

    @Test
    void mappingsMayStandAnywhereAndAnswerForTheirOwnLog() {
        byte[] log = simpleTrace()
                .version(4)
                .mapping(7, "virtqueue_pop")
                .event(7, at(1), args(3, 4, 5))
                .mapping(8, "open")
                .event(8, at(2), args("a", 1, "r"))
                .order(ByteOrder.BIG_ENDIAN)
                .version(4)
                .mapping(7, "open")
                .event(7, at(3), args("b", 1, "w"))
                .version(2)
                .event(0, at(4), args(3, 4, 5))
                .bytes();
        var decoded = Decoded.of(log, EVENTS);
        assertThat(decoded.rows())
                .isEqualTo(
                        """
                        virtqueue_pop | 1 | 42 | vq=3 elem=4 {in_num=5}
                        open | 2 | 42 | {name=a} {flags=1} {mode=r}
                        open | 3 | 42 | {name=b} {flags=1} {mode=w}
                        virtqueue_pop | 4 | - | vq=3 elem=4 {in_num=5}
                        """);
        assertThat(decoded.issues()).isEmpty();
    }

    @Test
    void droppedRecordsAreLossesBetweenTheStampBeforeAndTheirOwn() {
        byte[] log = simpleTrace()
                .version(4)
                .dropped(4, at(900))
                .mapping(0, "virtqueue_pop")
                .event(0, at(1000), args(3, 4, 5))
                .dropped(9, at(2000))
                .event(0, at(1500), args(3, 4, 5))
                .bytes();
        var decoded = Decoded.of(log, EVENTS);
        assertThat(decoded.decoder().lostEvents()).isEqualTo(13);
        assertThat(decoded.issueLines())
                .isEqualTo(
                        """
                        LOST_EVENTS WARNING 4 900..900 qemu.trace@0x18: 4 events dropped by the tracer, expected none
                        LOST_EVENTS WARNING 9 1000..2000 qemu.trace@0x99: 9 events dropped by the tracer, expected none
                        """);
    }

    @Test
    void droppedRecordsOfVersion0TakeTheStampsOfTheirNeighbours() {
        byte[] log = simpleTrace()
                .version(0)
                .event(0, at(1000), args(3, 4, 5))
                .dropped(4097)
                .event(0, at(3000), args(3, 4, 5))
                .bytes();
        assertThat(Decoded.of(log, EVENTS).issueLines())
                .isEqualTo("LOST_EVENTS WARNING 4097 1000..3000 qemu.trace@0x80: 4097 events dropped by the tracer,"
                        + " expected none\n");
    }

    @Test
    void version2OnBigEndianHostsMayShiftTheDroppedCount() {
        byte[] log = simpleTrace()
                .order(ByteOrder.BIG_ENDIAN)
                .version(2)
                .dropped(5L << 32, at(1))
                .dropped(6, at(2))
                .bytes();
        assertThat(Decoded.of(log, EVENTS).decoder().lostEvents()).isEqualTo(11);
    }

    @Test
    void unknownEventsKeepTheirArgumentsAndAreReportedOnce() {
        byte[] log = simpleTrace()
                .version(4)
                .mapping(1, "patched")
                .event(1, at(1), args(3))
                .event(1, at(2), args(4))
                .event(9, at(3), new byte[] {1, 0, 0, 0, 0, 0, 0, 0, (byte) 0xab, 2})
                .bytes();
        var decoded = Decoded.of(log, EVENTS);
        assertThat(decoded.rows())
                .isEqualTo(
                        """
                        patched | 1 | 42 | {arg1=0x3}
                        patched | 2 | 42 | {arg1=0x4}
                        unknown_9 | 3 | 42 | {arg1=0x1} {rest=ab02}
                        """);
        assertThat(decoded.issueLines())
                .isEqualTo(
                        """
                        UNKNOWN_EVENT WARNING 2 qemu.trace@0x33: event patched (id 1) has no declaration (2 records), arguments kept raw
                        UNKNOWN_EVENT WARNING 1 qemu.trace@0x83: event unknown_9 (id 9) has no declaration (1 records), arguments kept raw
                        """);
    }

    @Test
    void recordsThatDisagreeWithTheirDeclarationStayRaw() {
        byte[] log = simpleTrace()
                .version(3)
                .event(0, at(1), args(3, 4))
                .event(0, at(2), args(3, 4))
                .event(2, at(3), args(7, 8, 0))
                .bytes();
        var decoded = Decoded.of(log, EVENTS);
        assertThat(decoded.rows())
                .isEqualTo(
                        """
                        virtqueue_pop | 1 | 42 | {arg1=0x3} {arg2=0x4}
                        virtqueue_pop | 2 | 42 | {arg1=0x3} {arg2=0x4}
                        virtio_blk_rw_complete | 3 | 42 | vdev=7 req=8 ret=0
                        """);
        assertThat(decoded.issueLines())
                .isEqualTo(
                        "WRONG_DECLARATION ERROR 2 qemu.trace@0x18: virtqueue_pop record of 40 bytes, its declaration"
                                + " makes 48 (2 such records): wrong trace-events file\n");
    }

    @Test
    void withoutDeclarationsEventsStayRawAndOneIssueSaysWhatToGive() {
        byte[] named = simpleTrace()
                .version(4)
                .mapping(7, "virtqueue_pop")
                .event(7, at(1), args(3))
                .bytes();
        byte[] numbered = simpleTrace().version(3).event(7, at(1), args(3)).bytes();
        assertThat(Decoded.of(named, Optional.empty()).rows()).isEqualTo("virtqueue_pop | 1 | 42 | {arg1=0x3}\n");
        assertThat(Decoded.of(numbered, Optional.empty()).rows()).isEqualTo("unknown_7 | 1 | 42 | {arg1=0x3}\n");
        assertThat(Decoded.of(numbered, Optional.empty()).issueLines())
                .isEqualTo(
                        "MISSING_DECLARATIONS ERROR 1 qemu.trace@0x0: simpletrace 3 without declarations of its events,"
                                + " arguments stay raw; expected --trace-events FILE or a trace-events file beside it\n");
    }

    @Test
    void wallClockStampsAreRealtime() {
        long wall = 1_700_000_000_000_000_000L;
        assertThat(clockAt(wall)).contains("realtime");
        assertThat(clockAt(1000)).isEmpty();
    }

    private static Optional<String> clockAt(long tsNs) {
        byte[] log = simpleTrace().version(3).event(0, tsNs, args(1, 2, 3)).bytes();
        return Decoded.of(log, EVENTS).decoder().clock();
    }

    @Test
    void aVersionQemuNeverWroteIsRefused() {
        var decoded = Decoded.of(simpleTrace().version(7).bytes(), EVENTS);
        assertThat(decoded.malformed().orElseThrow())
                .hasMessage("qemu.trace@0x10: log version 0x7, expected 0, 2, 3 or 4");
    }
}
