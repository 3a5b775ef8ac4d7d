package io.iostrata.ingest.perfdata;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.iostrata.ingest.format.Decoding;
import io.iostrata.ingest.format.EventTables;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Files built record by record, as rows and issues. */
final class PerfDataDecoderTest {
    private static final long KERNEL = -128;

    @Test
    void readsBothByteOrders() throws IOException {
        for (var order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            var file = new PerfDataBuilder(order)
                    .comm(900, 7, "vhost 7")
                    .irq(1000, 1, 7, 11)
                    .clock(1010, 0, 0, KERNEL, 0xffffffff81000010L, 0xffffffff81000020L)
                    .clock(1020, 0, 8);
            assertRows(
                    file.file(),
                    """
                    seq | ts_ns | cpu | pid | tid | comm    | event        | gsi | level | args
                    0   | 1000  | 1   | 100 | 7   | vhost 7 | kvm_set_irq  | 11  | 1     | source=0
                    1   | 1010  | 0   | 100 | 0   | swapper | my-clock     |     |       | ip=0xffffffff81000010
                    2   | 1010  | 0   | 100 | 0   | swapper | kernel_stack |     |       | stack=0xffffffff81000010<-0xffffffff81000020
                    3   | 1020  | 0   | 100 | 8   | :8      | my-clock     |     |       | ip=0xffffffff81000010
                    """);
        }
    }

    @Test
    void ordersByTimeUpToTheLatestOfTheRoundBefore() throws IOException {
        var file = little().irq(1000, 0, 7, 1)
                .irq(1020, 0, 7, 3)
                .irq(1010, 1, 7, 2)
                .round()
                .irq(1040, 0, 7, 5)
                .irq(1015, 1, 7, 9)
                .round()
                .irq(1005, 1, 7, 8)
                .irq(1030, 1, 7, 4);
        assertRows(
                file.file(),
                """
                ts_ns | gsi
                1000  | 1
                1010  | 2
                1015  | 9
                1020  | 3
                1005  | 8
                1030  | 4
                1040  | 5
                """);
    }

    @Test
    void threadsHaveTheNameOfTheMoment() throws IOException {
        var file = little().irq(1030, 0, 8, 4)
                .irq(1010, 0, 8, 2)
                .comm(1020, 8, "worker")
                .fork(1005, 7, 8)
                .comm(1000, 7, "qemu");
        assertRows(
                file.file(),
                """
                gsi | tid | comm
                2   | 8   | qemu
                4   | 8   | worker
                """);
    }

    @Test
    void compressedRecordsMayLieAcrossPieces() throws IOException {
        byte[] records = little().irq(1000, 0, 7, 1).irq(1010, 0, 7, 2).records();
        byte[] packed = Zstd.compress(records);
        var file = little().record(81, Arrays.copyOf(packed, 20))
                .irq(1005, 1, 7, 3)
                .record(83, little().u64(packed.length - 20), Arrays.copyOfRange(packed, 20, packed.length));
        assertRows(
                file.file(),
                """
                ts_ns | gsi
                1000  | 1
                1005  | 3
                1010  | 2
                """);
    }

    @Test
    void damagedCompressionIsSkippedAndTheRestRead() throws IOException {
        byte[] packed = Zstd.compress(little().irq(1000, 0, 7, 1).records());
        packed[6] ^= 0x55;
        var decoded = decode(
                little().record(81, packed)
                        .irq(1005, 1, 7, 3)
                        .record(81, packed)
                        .file(),
                "gsi");
        assertThat(decoded.table()).isEqualTo("gsi\n3");
        assertThat(decoded.issues()).isEqualTo("malformed warning 2");
        assertThat(decoded.skippedBytes()).isEqualTo(2L * (8 + packed.length));
    }

    @Test
    void lossesHaveTheTimeTheyFallInto() throws IOException {
        var file = little().irq(1000, 1, 7, 1)
                .irq(1005, 0, 7, 1)
                .lost(1100, 1, 12)
                .throttle(5, 1200)
                .throttle(6, 1300)
                .lostSamples(1400, 0, 2)
                .lostSamples(0, 0, 20);
        var decoded = decode(file.file(), "gsi");
        assertThat(decoded.issues())
                .isEqualTo(
                        """
                        lost_events warning 12 1000..1100
                        lost_uncounted warning 1 1200..1300
                        lost_events warning 2 1005..1400
                        lost_events warning 6""");
        assertThat(decoded.lostEvents()).isEqualTo(20);
    }

    @Test
    void whatIsNotReadIsCounted() throws IOException {
        var builder = little();
        byte[] aux = PerfDataBuilder.joined(builder.u64(24), new byte[32]);
        var file = builder.record(71, aux)
                .raw(new byte[24])
                .record(95, new byte[16])
                .record(95, new byte[16])
                .record(10, new byte[64])
                .irq(1000, 0, 7, 1);
        var decoded = decode(file.file(), "gsi");
        assertThat(decoded.table()).isEqualTo("gsi\n1");
        assertThat(decoded.issues()).isEqualTo("skipped info 1\nskipped info 2");
        assertThat(decoded.skippedBytes()).isEqualTo(48 + 24 + 2 * 24);
    }

    @Test
    void goesOnAtThePlausibleRecordsAfterDamage() throws IOException {
        var file = little().irq(1000, 0, 7, 1)
                .raw(new byte[40])
                .irq(1010, 0, 7, 2)
                .irq(1020, 0, 7, 3)
                .irq(1030, 0, 7, 4)
                .irq(1040, 0, 7, 5);
        var decoded = decode(file.file(), "gsi");
        assertThat(decoded.table()).isEqualTo("gsi\n1\n2\n3\n4\n5");
        assertThat(decoded.issues()).isEqualTo("malformed warning 40");
        assertThat(decoded.skippedBytes()).isEqualTo(40);
    }

    @Test
    void aKilledRecordersFileIsReadToItsEnd() throws IOException {
        var whole = little().irq(1000, 0, 7, 11).clock(1010, 0, 7).irq(1020, 0, 7, 12);
        byte[] file = whole.file(0);
        var decoded = decode(Arrays.copyOf(file, file.length - 9), "ts_ns | event | args");
        assertThat(decoded.table())
                .matches(
                        "ts_ns\\|event\\|args\n1000\\|unknown_\\d+\\|raw=[0-9a-f]{40}\n1010\\|cpu-clock\\|ip=0xf+81000010");
        assertThat(decoded.issues()).isEqualTo("truncated warning 1\ntruncated warning 1\nunknown_event warning 1");
    }

    @Test
    void samplesOfUnknownEventsAndWithSizesBeyondThemAreMalformed() throws IOException {
        var builder = little();
        byte[] unknown = PerfDataBuilder.joined(builder.u64(77), new byte[40]);
        byte[] endless = PerfDataBuilder.joined(builder.u64(2), new byte[32], builder.u64(1L << 40));
        var decoded = decode(builder.record(9, unknown).record(9, endless).file(), "event");
        assertThat(decoded.rows()).isZero();
        assertThat(decoded.issues()).isEqualTo("malformed warning 2");
    }

    private static PerfDataBuilder little() {
        return new PerfDataBuilder(ByteOrder.LITTLE_ENDIAN);
    }

    private static void assertRows(byte[] file, String expected) throws IOException {
        var decoded = decode(file, expected);
        assertThat(decoded.issues()).isEmpty();
        assertThat(decoded.table()).isEqualTo(EventTables.normal(expected));
        assertThat(decoded.passedBytes()).isEqualTo(file.length);
        assertThat(decoded.skippedBytes()).isZero();
    }

    private static Decoding decode(byte[] file, String expected) throws IOException {
        return Decoding.of(file, Optional.empty(), EventTables.columns(expected), PerfDataDecoder::new);
    }
}
