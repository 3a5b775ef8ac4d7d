package io.iostrata.ingest.blktrace;

import static io.iostrata.ingest.blktrace.BlktraceBuilder.CGROUP;
import static io.iostrata.ingest.blktrace.BlktraceBuilder.COMMAND;
import static io.iostrata.ingest.blktrace.BlktraceBuilder.FLUSH;
import static io.iostrata.ingest.blktrace.BlktraceBuilder.READ;
import static io.iostrata.ingest.blktrace.BlktraceBuilder.SYNC;
import static io.iostrata.ingest.blktrace.BlktraceBuilder.WRITE;
import static io.iostrata.ingest.blktrace.BlktraceBuilder.bigEndian;
import static io.iostrata.ingest.blktrace.BlktraceBuilder.blktrace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.bytes.MalformedTraceException;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.Decoding;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.EventTables;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Names;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

final class BlktraceDecoderTest {

    @Test
    void namesRecordsForWhatFtraceCallsThem() throws IOException {
        assertRows(
                blktrace()
                        .comm(42, "qemu")
                        .event(1 | READ, 100)
                        .event(7 | READ | SYNC, 200)
                        .error(-5)
                        .event(8 | WRITE, 300),
                """
                seq | ts_ns | cpu | tid | comm | event             | sector | bytes | args
                0   | 100   | 0   | 42  | qemu | block_bio_queue   | 2048   | 4096  | dev=8,1, rwbs=R, nr_sector=8, comm=qemu, op=read
                1   | 200   | 0   | 42  | qemu | block_rq_issue    | 2048   | 4096  | dev=8,1, rwbs=RS, nr_sector=8, comm=qemu, op=read
                2   | 300   | 0   | 42  | qemu | block_rq_complete | 2048   | 4096  | dev=8,1, rwbs=W, nr_sector=8, error=-5, op=write
                """);
    }

    @Test
    void readsThePayloadsOfRemapSplitAndUnplug() throws IOException {
        assertRows(
                blktrace()
                        .event(9, 100)
                        .event(10, 200, bigEndian(3))
                        .event(13 | WRITE, 300, bigEndian(2050))
                        .event(15 | WRITE, 400, bigEndian((8L << 20 | 2) << 32 | 253 << 20, 77)),
                """
                event           | sector | bytes | args
                block_plug      |        |       | dev=8,1
                block_unplug    |        |       | dev=8,1, nr_rq=3
                block_split     | 2048   |       | dev=8,1, rwbs=W, new_sector=2050, op=write
                block_bio_remap | 2048   | 4096  | dev=253,0, rwbs=W, nr_sector=8, from_dev=8,2, from_sector=77, op=write
                """);
    }

    @Test
    void readsNotesControlGroupsAndCommands() throws IOException {
        assertRows(
                blktrace()
                        .note(1, 50, new byte[] {2, 0, 0, 0, 7, 0, 0, 0})
                        .note(2, 60, "hello".getBytes(StandardCharsets.US_ASCII))
                        .event(7 | CGROUP | READ, 100, new byte[] {9, 0, 0, 0, 0, 0, 0, 0})
                        .length(36)
                        .event(7 | COMMAND, 200, new byte[] {0x12, 0}),
                """
                event            | ts_ns | ts_raw | bytes | args
                blktrace_start   |       | 50     |       | realtime_ns=2000000007
                blktrace_message | 60    |        |       | dev=8,1, text=hello
                block_rq_issue   | 100   |        | 4096  | dev=8,1, rwbs=R, nr_sector=8, op=read, cgroup=9
                block_rq_issue   | 200   |        | 36    | dev=8,1, rwbs=R, nr_sector=0, cmd=12 00, op=read
                """);
    }

    @Test
    void readsBigEndianFiles() throws IOException {
        assertRows(
                new BlktraceBuilder(ByteOrder.BIG_ENDIAN).length(0).event(7 | FLUSH, 5_000_000_000L),
                """
                event          | ts_ns      | sector | bytes | args
                block_rq_issue | 5000000000 | 2048   | 0     | dev=8,1, rwbs=FN, nr_sector=0, op=flush
                """);
    }

    @Test
    void countsGapsOfTheNumberingWithTheirTime() throws IOException {
        var decoded = decode(blktrace()
                .event(7 | READ, 100)
                .sequence(5)
                .event(8 | READ, 200)
                .cpu(1)
                .sequence(1)
                .event(7 | READ, 250)
                .bytes());
        assertThat(decoded.issues()).isEqualTo("lost_events warning 3 100..200");
        assertThat(decoded.lostEvents()).isEqualTo(3);
    }

    @Test
    void resumesBehindDamageAndCountsIt() throws IOException {
        byte[] input = blktrace()
                .event(7 | READ, 100)
                .bytes(new byte[] {1, 2, 3})
                .event(8 | READ, 200)
                .event(7 | READ, 300)
                .bytes(new byte[] {7, 0x74})
                .bytes();
        var decoded = decode(input);
        assertThat(decoded.rows()).isEqualTo(3);
        assertThat(decoded.issues()).isEqualTo("malformed error 3\ntruncated warning 1");
        assertThat(decoded.skippedBytes()).isEqualTo(5);
        assertThat(decoded.passedBytes()).isEqualTo(input.length);
    }

    @Test
    void saysNothingOfTheRemapBeforeInOneWithoutAPayload() throws IOException {
        assertRows(
                blktrace()
                        .event(15 | WRITE, 100, bigEndian((8L << 20 | 2) << 32 | 253 << 20, 77))
                        .event(15 | WRITE, 200),
                """
                event           | args
                block_bio_remap | dev=253,0, rwbs=W, nr_sector=8, from_dev=8,2, from_sector=77, op=write
                block_bio_remap | dev=8,1, rwbs=W, nr_sector=8, from_dev=0,0, from_sector=0, op=write
                """);
    }

    @Test
    void keepsUnknownActionsAndSaysSo() throws IOException {
        var decoded = decode(blktrace().event(99 | READ, 100).bytes());
        assertThat(decoded.table()).contains("block_unknown");
        assertThat(decoded.issues()).isEqualTo("unknown_event warning 1");
    }

    @Test
    void refusesOlderVersions() {
        byte[] input = blktrace().event(7 | READ, 100).bytes();
        input[0] = 6;
        assertThat(BlktraceDecoder.recognises(new Head(input))).isTrue();
        assertThatExceptionOfType(MalformedTraceException.class)
                .isThrownBy(() -> decode(input))
                .withMessage("input@0x0: blktrace version 6, expected 7");
    }

    @Test
    void readsTheFilesOfAllCpusInOrderOfTime() throws IOException {
        byte[] first = blktrace()
                .comm(42, "qemu")
                .event(7 | READ, 100)
                .event(8 | READ, 400)
                .bytes();
        byte[] second =
                blktrace().cpu(1).event(8 | READ, 200).event(7 | READ, 300).bytes();
        assertThat(together(first, second))
                .isEqualTo(
                        EventTables.normal(
                                """
                                seq | ts_ns | cpu | comm | event
                                0   | 100   | 0   | qemu | block_rq_issue
                                1   | 200   | 1   | qemu | block_rq_complete
                                2   | 300   | 1   | qemu | block_rq_issue
                                3   | 400   | 0   | qemu | block_rq_complete
                                """));
    }

    @Test
    void damagedFilesEndInRowsAndEveryByteIsCounted() throws IOException {
        byte[] whole = blktrace()
                .comm(42, "qemu")
                .event(10, 200, bigEndian(3))
                .event(13 | WRITE, 300, bigEndian(2050))
                .event(15 | WRITE, 400, bigEndian(1, 77))
                .note(2, 450, "hello".getBytes(StandardCharsets.US_ASCII))
                .event(7 | CGROUP | READ, 500, bigEndian(9))
                .event(8 | READ, 600)
                .bytes();
        var random = new Random(11);
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = i < 400 ? Arrays.copyOf(whole, i % whole.length) : whole.clone();
            for (int flips = i % 7; flips > 0 && damaged.length > 4; flips--) {
                damaged[4 + random.nextInt(damaged.length - 4)] ^= (byte) (1 + random.nextInt(255));
            }
            var decoded = decode(damaged);
            assertThat(decoded.passedBytes()).isEqualTo(damaged.length);
            assertThat(decoded.skippedBytes()).isBetween(0L, (long) damaged.length);
            assertThat(decoded.rows()).isLessThanOrEqualTo(8);
        }
    }

    private static String together(byte[] first, byte[] second) throws IOException {
        var names = new Names();
        try (var in = new ByteCursor("a.blktrace.0", new ByteArrayInputStream(first));
                var other = new ByteCursor("a.blktrace.1", new ByteArrayInputStream(second));
                var allocator = new RootAllocator();
                var batch = new EventBatch(allocator, names)) {
            var decoder = new BlktraceDecoder(
                    new DecodeInput(in, names, new IssueLog(), Optional.empty(), Optional.empty(), List.of(other)));
            assertThat(decoder.read(batch)).isFalse();
            assertThat(decoder.clock()).contains("mono");
            return EventTables.text(batch, List.of("seq", "ts_ns", "cpu", "comm", "event"));
        }
    }

    private static Decoding decode(byte[] input) throws IOException {
        return Decoding.of(input, Optional.empty(), List.of("event"), BlktraceDecoder::new);
    }

    private static void assertRows(BlktraceBuilder input, String expected) throws IOException {
        var decoded = Decoding.of(input.bytes(), Optional.empty(), EventTables.columns(expected), BlktraceDecoder::new);
        assertThat(decoded.table()).isEqualTo(EventTables.normal(expected));
        assertThat(decoded.issues()).isEmpty();
        assertThat(decoded.skippedBytes()).isZero();
    }
}
