package io.iostrata.ingest.simpletrace;

import static io.iostrata.ingest.simpletrace.SimpleTraceBuilder.args;
import static io.iostrata.ingest.simpletrace.SimpleTraceBuilder.at;
import static io.iostrata.ingest.simpletrace.SimpleTraceBuilder.simpleTrace;
import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.split.Readings;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimpleTraceSplitsTest {
    private static final int POP = 0;
    private static final int OPEN = 1;
    private static final int NEW = 2;
    private static final String EVENTS =
            """
            pop(void *vq, void *elem) "x"
            open(const char *name, int flags) "x"
            """;
    private static final long[] SIZES = {800, 1000, 1700, 2500, 7000};

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3, 4})
    void tellWhatAReadingOfTheWholeTells(int version) throws IOException {
        for (var order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            var file = declared(log(simpleTrace().order(order), version));
            var whole = file.whole();
            for (long size : SIZES) {
                var splits = file.splits(size);
                assertThat(splits).as("%s, size %d", order, size).hasSizeGreaterThan(1);
                assertThat(file.inSplits(splits)).as("%s, size %d", order, size).contains(whole);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4})
    void tellOfLogsWithoutDeclarations(int version) throws IOException {
        var file = new Readings(log(simpleTrace(), version), Optional.empty());
        assertThat(file.splits(1000)).hasSizeGreaterThan(3);
        assertThat(file.inSplits(file.splits(1000))).contains(file.whole());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3, 4})
    void tellNothingElseOfDamagedLogs(int version) throws IOException {
        byte[] input = log(simpleTrace(), version);
        var random = new Random(version);
        int told = 0;
        for (int i = 0; i < 300; i++) {
            byte[] damaged = input.clone();
            for (int flips = 1 + random.nextInt(6); flips > 0; flips--) {
                damaged[80 + random.nextInt(input.length - 80)] ^= (byte) (1 << random.nextInt(8));
            }
            var file = declared(damaged);
            var splits = file.splits(1000 + random.nextInt(2000));
            var read = splits.isEmpty() ? Optional.<Readings.Reading>empty() : file.inSplits(splits);
            told += read.isPresent() ? 1 : 0;
            var whole = file.whole();
            assertThat(read.orElse(whole)).as("damage %d", i).isEqualTo(whole);
        }
        assertThat(told).isGreaterThan(30);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void tellNothingElseOfLogsWithBytesTakenOutOrPutIn(int version) throws IOException {
        byte[] input = log(simpleTrace(), version);
        var random = new Random(version);
        for (int i = 0; i < 100; i++) {
            int at = 100 + random.nextInt(input.length - 200);
            int gone = random.nextInt(90);
            var damaged = simpleTrace()
                    .raw(Arrays.copyOf(input, at))
                    .raw(new byte[random.nextInt(40)])
                    .raw(Arrays.copyOfRange(input, at + gone, input.length));
            var file = declared(damaged.bytes());
            var whole = file.whole();
            var splits = file.splits(1500);
            var read = splits.isEmpty() ? whole : file.inSplits(splits).orElse(whole);
            assertThat(read).as("damage %d", i).isEqualTo(whole);
        }
    }

    @Test
    void giveUpWhereACutIsInsideOfARecord() throws IOException {
        var inside = simpleTrace();
        inside.version(4);
        byte[] head = inside.bytes();
        for (int i = 0; i < 200; i++) {
            inside.event(POP, at(2000 + i), args(i, i));
        }
        var records = new String(
                inside.bytes(), head.length, inside.bytes().length - head.length, StandardCharsets.ISO_8859_1);
        var log = named().event(POP, at(1000), args(1, 2));
        byte[] text = records.getBytes(StandardCharsets.ISO_8859_1);
        byte[] payload = simpleTrace()
                .raw(littleEndian(text.length))
                .raw(text)
                .raw(new byte[8])
                .bytes();
        log.event(OPEN, at(1500), payload);
        for (int i = 0; i < 100; i++) {
            log.event(POP, at(9000 + i), args(i, i));
        }
        var file = declared(log.bytes());
        assertThat(file.whole().byPlace()).hasSize(102);
        assertThat(file.splits(4000)).hasSizeGreaterThan(2);
        assertThat(file.inSplits(file.splits(4000))).isEmpty();
    }

    @Test
    void giveUpWhereAnotherLogBegins() throws IOException {
        var log = simpleTrace().raw(log(simpleTrace(), 4)).raw(log(simpleTrace(), 4));
        assertThat(declared(log.bytes()).inSplits(declared(log.bytes()).splits(3000)))
                .isEmpty();
    }

    @Test
    void readNamesThatFollowTheFirstEvents() throws IOException {
        var log = named();
        for (int i = 0; i < 100; i++) {
            log.event(POP, at(1000 + i), args(i, i));
        }
        log.mapping(NEW, "pop_more");
        for (int i = 0; i < 300; i++) {
            log.event(i % 2 == 0 ? NEW : POP, at(2000 + i), args(i, i));
        }
        var file = declared(log.bytes());
        assertThat(file.inSplits(file.splits(2000))).contains(file.whole());
        assertThat(file.whole().byPlace().get(100)).contains("pop_more");
    }

    @Test
    void giveUpWhereAnEventIsNamedFarBehindTheHead() throws IOException {
        var log = named();
        int events = (int) LogHead.BYTES / 48 + 100;
        for (int i = 0; i < events; i++) {
            log.event(POP, at(1000 + i), args(i, i));
        }
        log.mapping(NEW, "pop_more");
        for (int i = 0; i < 3000; i++) {
            log.event(NEW, at(1000 + events + i), args(i, i));
        }
        var file = declared(log.bytes());
        assertThat(file.splits(1 << 20)).hasSize(2);
        assertThat(file.inSplits(file.splits(1 << 20))).isEmpty();
    }

    @Test
    void giveUpWhereTheClockBecomesAnother() throws IOException {
        var log = named();
        for (int i = 0; i < 200; i++) {
            log.event(POP, at((i < 100 ? 0 : 1_600_000_000_000_000_000L) + i), args(i, i));
        }
        var file = declared(log.bytes());
        assertThat(file.splits(1000)).hasSizeGreaterThan(3);
        assertThat(file.inSplits(file.splits(1000))).isEmpty();
    }

    /** Events of all kinds, some lost, some not as declared, some not declared, some out of order. */
    private static byte[] log(SimpleTraceBuilder log, int version) {
        log.version(version);
        if (version == 4) {
            log.mapping(POP, "pop").mapping(OPEN, "open").mapping(NEW, "new");
        }
        for (int i = 0; i < 400; i++) {
            long tsNs = 1_000_000 + 100L * i - (i % 13 == 5 ? 150 : 0);
            if (i % 50 == 49) {
                log.dropped(3, version == 0 ? 0 : tsNs);
            }
            if (i % 17 == 3) {
                log.event(NEW, tsNs, args(i));
            } else if (i % 31 == 7 && version > 0) {
                log.event(POP, tsNs, args(i, i, i));
            } else if (i % 3 == 1) {
                log.event(OPEN, tsNs, version == 0 ? args(i, -1) : args("disk".repeat(i % 5), -i));
            } else {
                log.event(POP, tsNs, args(0xa0, i));
            }
        }
        return log.bytes();
    }

    private static SimpleTraceBuilder named() {
        return simpleTrace().version(4).mapping(POP, "pop").mapping(OPEN, "open");
    }

    private static byte[] littleEndian(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)};
    }

    private static Readings declared(byte[] log) {
        return new Readings(
                log, Optional.of(new Declarations("trace-events", EVENTS.getBytes(StandardCharsets.UTF_8))));
    }
}
