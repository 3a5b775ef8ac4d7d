package io.iostrata.ingest.tracedat;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.format.Decoding;
import io.iostrata.ingest.format.EventTables;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.TraceFormat;
import io.iostrata.ingest.ftracetext.FtraceTextDecoder;
import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.tables.EventTable;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of versions 6 and 7 as rows, whole, cut and damaged. */
final class TraceDatDecoderTest {
    static final List<String> COLUMNS = Stream.of(
                    Arrays.stream(LongColumn.values()).map(LongColumn::field),
                    Arrays.stream(IntColumn.values()).map(IntColumn::field),
                    Stream.of(EventTable.ARGS))
            .flatMap(fields -> fields)
            .map(Field::name)
            .toList();
    private static final String ROWS =
            """
            seq | ts_ns | cpu | tid | comm      | event       | gsi | level | caller         | args
            0   | 1005  | 1   | 7   | vhost 7   | vp_notify   |     |       | virtqueue_kick |
            1   | 1010  | 0   | 9   | qemu-vblk | kvm_set_irq | 11  | 1     |                | source=0
            2   | 1010  | 1   | 0   | <idle>    | kvm_set_irq | 11  | 0     |                | source=0
            3   | 1020  | 0   | 5   | <...>     | kvm_set_irq | 12  | 1     |                | source=0
            """;

    @Test
    void readsVersions6And7InBothByteOrders() throws IOException {
        for (var order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            for (byte[] file :
                    new byte[][] {small(order).version6(), small(order).version7()}) {
                var decoded = decode(file, ROWS);
                assertThat(decoded.table()).isEqualTo(EventTables.normal(ROWS));
                assertThat(decoded.issues()).isEmpty();
                assertThat(decoded.passedBytes()).isEqualTo(file.length);
                assertThat(decoded.skippedBytes()).isZero();
                assertThat(decoded.resolutionNs()).hasValue(1);
                assertThat(TraceFormat.of(new Head(file))).contains(TraceFormat.TRACE_DAT);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"host-6.1-kvm", "guest-6.1-functions"})
    void rowsOfARealFileAreThoseOfTraceCmdsReport(String name) throws IOException {
        var decoded = Decoding.of(resource(name + ".dat"), Optional.empty(), COLUMNS, TraceDatDecoder::new);
        var report = Decoding.of(resource(name + ".txt"), Optional.empty(), COLUMNS, FtraceTextDecoder::traceCmd);
        assertThat(decoded.rows()).isGreaterThanOrEqualTo(40);
        assertThat(decoded.table()).isEqualTo(report.table());
        assertThat(decoded.issues()).isEmpty();
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = TraceDatDecoderTest.class.getResourceAsStream("/tracedat/" + name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void markersOfQemuAreItsEvents() throws IOException {
        var file = new TraceDatBuilder(ByteOrder.LITTLE_ENDIAN)
                .cpu(1000)
                .marker(1010, 9, "virtio_queue_notify vdev 0x55aa n 0 vq 0x7f00")
                .marker(1020, 9, "hello world");
        assertRows(
                file.version6(),
                """
                ts_ns | tid | event               | vdev  | vq    | args
                1010  | 9   | virtio_queue_notify | 21930 | 32512 | n=0
                1020  | 9   | tracing_mark_write  |       |       | text=hello world
                """);
    }

    @Test
    void eventsOfASecondBufferNameIt() throws IOException {
        var second = new TraceDatBuilder(ByteOrder.LITTLE_ENDIAN).cpu(1000).irq(1005, 9, 12, 1);
        var file = new TraceDatBuilder(ByteOrder.LITTLE_ENDIAN).cpu(1000).irq(1010, 9, 11, 1);
        assertRows(
                file.instance("guest", second).version6(),
                """
                ts_ns | gsi | args
                1005  | 12  | source=0, buffer=guest
                1010  | 11  | source=0
                """);
    }

    @Test
    void readsZlibAndPagesOf32BitKernels() throws IOException {
        var file = new TraceDatBuilder(ByteOrder.LITTLE_ENDIAN)
                .narrow()
                .zlib()
                .cpu(1000)
                .irq(1010, 9, 11, 1);
        var row = "ts_ns | gsi | level | args\n1010 | 11 | 1 | source=0\n";
        assertRows(file.version6(), row);
        assertRows(file.version7(), row);
    }

    @Test
    void addsTimeExtendsAndTakesAbsoluteStamps() throws IOException {
        var file = new TraceDatBuilder(ByteOrder.LITTLE_ENDIAN)
                .cpu(1000)
                .special(30, 5, 1)
                .from(1000 + 5 + (1L << 27))
                .irq(1010 + (1L << 27), 9, 11, 1)
                .special(31, 7, 3)
                .from(7 + (3L << 27))
                .irq(8 + (3L << 27), 9, 11, 0);
        assertRows(
                file.version6(),
                """
                ts_ns     | level
                134218738 | 1
                402653192 | 0
                """);
    }

    @Test
    void reportsLostEventsWithTheirTime() throws IOException {
        var file = new TraceDatBuilder(ByteOrder.LITTLE_ENDIAN)
                .cpu(1000)
                .irq(1010, 9, 11, 1)
                .lost(12)
                .cpu(2000)
                .irq(2010, 9, 11, 0)
                .lost(-1);
        var decoded = decode(file.version7(), "level");
        assertThat(decoded.issues())
                .isEqualTo("lost_events warning 12 1010..1010\nlost_uncounted warning 1 2010..2010");
        assertThat(decoded.lostEvents()).isEqualTo(13);
    }

    @Test
    void statisticsTellLossesThatNoPageTells() throws IOException {
        var statistics = "CPU: 0\nentries: 1\noverrun: 5\ncommit overrun: 0\ndropped events: 2\n";
        var file = new TraceDatBuilder(ByteOrder.LITTLE_ENDIAN)
                .option(2, statistics.getBytes(StandardCharsets.US_ASCII))
                .cpu(1000)
                .irq(1010, 9, 11, 1)
                .lost(3);
        var decoded = decode(file.version6(), "level");
        assertThat(decoded.issues()).isEqualTo("lost_events warning 3 1010..1010\nlost_events warning 4");
        assertThat(decoded.lostEvents()).isEqualTo(7);
    }

    @Test
    void ticksStayTicksUnlessTheFileTellsTheirLength() throws IOException {
        var ticks = new TraceDatBuilder(ByteOrder.LITTLE_ENDIAN)
                .clock("x86-tsc")
                .cpu(1000)
                .irq(1010, 9, 11, 1);
        assertRows(
                ticks.version6(), """
                ts_ns | ts_raw
                      | 1010
                """);
        byte[] half = TraceDatBuilder.joined(ticks.u32(1), ticks.u32(1), ticks.u64(0));
        assertRows(
                ticks.option(14, half).version6(),
                """
                ts_ns | ts_raw
                505   | 1010
                """);
    }

    @Test
    void aGuestsStampsAreCorrectedToItsHostsClock() throws IOException {
        var file = new TraceDatBuilder(ByteOrder.LITTLE_ENDIAN).cpu(1000).irq(1010, 9, 11, 1);
        byte[] shift = TraceDatBuilder.joined(
                file.u64(77), file.u32(0), file.u32(1), file.u32(1), file.u64(1), file.u64(-10), file.u64(1));
        var decoded = decode(file.option(12, shift).version6(), "ts_ns | ts_raw");
        assertThat(decoded.table()).isEqualTo("ts_ns|ts_raw\n1000|1010");
        assertThat(decoded.issues()).isEqualTo("found info 1");
        assertThat(decoded.clock()).contains("host mono");
    }

    @Test
    void recordsWithoutADescriptionAreKeptRaw() throws IOException {
        var file = new TraceDatBuilder(ByteOrder.LITTLE_ENDIAN)
                .cpu(1000)
                .record(1001, new byte[] {99, 0, 0, 0, 9, 0, 0, 0});
        var decoded = decode(file.version7(), "event | tid | args");
        assertThat(decoded.table()).isEqualTo("event|tid|args\nunknown_99|9|raw=6300000009000000");
        assertThat(decoded.issues()).isEqualTo("unknown_event warning 1");
    }

    @Test
    void aCutFileIsReadAsFarAsItGoes() throws IOException {
        byte[] whole = small(ByteOrder.LITTLE_ENDIAN).version6();
        var decoded = decode(Arrays.copyOf(whole, whole.length - TraceDatBuilder.PAGE), "cpu | gsi");
        assertThat(decoded.table()).isEqualTo("cpu|gsi\n0|11\n0|12");
        assertThat(decoded.issues()).isEqualTo("truncated warning 1");
        byte[] sections = small(ByteOrder.LITTLE_ENDIAN).version7();
        var withoutOptions = decode(Arrays.copyOf(sections, sections.length - 40), "cpu | gsi");
        assertThat(withoutOptions.passedBytes()).isEqualTo(sections.length - 40);
        assertThat(withoutOptions.issues()).contains("truncated warning");
    }

    @Test
    void cpusAreFoundWhereTheOptionsAreLost() throws IOException {
        byte[] file = small(ByteOrder.LITTLE_ENDIAN).version7();
        Arrays.fill(file, 29, 37, (byte) 0);
        assertThat(decode(file, ROWS).rows()).isEqualTo(4);
    }

    @Test
    void everyTruncationAndDamageEndsInRowsAndIssues() throws IOException {
        var random = new Random(3);
        for (byte[] whole : new byte[][] {
            small(ByteOrder.LITTLE_ENDIAN).version6(),
            small(ByteOrder.BIG_ENDIAN).version7()
        }) {
            for (int i = 0; i < 60; i++) {
                byte[] cut = Arrays.copyOf(whole, 18 + random.nextInt(whole.length - 18));
                byte[] damaged = whole.clone();
                for (int flips = 0; flips < 4; flips++) {
                    damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
                }
                assertAccounted(cut);
                assertAccounted(damaged);
            }
        }
    }

    private static void assertAccounted(byte[] file) throws IOException {
        try {
            var decoded = decode(file, "event");
            assertThat(decoded.passedBytes()).isEqualTo(file.length);
            assertThat(decoded.skippedBytes()).isBetween(0L, (long) file.length);
        } catch (io.iostrata.ingest.bytes.MalformedTraceException malformed) {
            assertThat(malformed.offset()).isBetween(0L, (long) file.length);
        }
    }

    private static TraceDatBuilder small(ByteOrder order) {
        return new TraceDatBuilder(order)
                .cpu(1000)
                .irq(1010, 9, 11, 1)
                .irq(1020, 5, 12, 1)
                .cpu(1001)
                .function(1005, 7, 0xffffffff81000004L, 0xffffffff81000104L)
                .irq(1010, 0, 11, 0);
    }

    private static void assertRows(byte[] file, String expected) throws IOException {
        var decoded = decode(file, expected);
        assertThat(decoded.table()).isEqualTo(EventTables.normal(expected));
        assertThat(decoded.issues()).isEmpty();
    }

    private static Decoding decode(byte[] file, String expected) throws IOException {
        return Decoding.of(file, Optional.empty(), EventTables.columns(expected), TraceDatDecoder::new);
    }
}
