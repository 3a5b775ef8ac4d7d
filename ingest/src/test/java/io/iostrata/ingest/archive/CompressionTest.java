package io.iostrata.ingest.archive;

import static io.iostrata.ingest.archive.Packed.gzip;
import static io.iostrata.ingest.archive.Packed.joined;
import static io.iostrata.ingest.archive.Packed.zstd;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CompressionTest {
    private static final byte[] TEXT = "seqread 196.528 us\n".repeat(1000).getBytes(UTF_8);

    private final List<Remark> remarks = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void isToldByTheFirstBytes(Compression compression) throws IOException {
        assertThat(Compression.of(Packed.of(compression, TEXT))).isEqualTo(compression);
        assertThat(read(Packed.of(compression, TEXT))).isEqualTo(TEXT);
        assertThat(read(Packed.of(compression, new byte[0]))).isEmpty();
        assertThat(remarks).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void readsConcatenatedMembersAsOne(Compression compression) throws IOException {
        byte[] stored = Packed.of(compression, TEXT);

        assertThat(read(joined(stored, stored, stored))).isEqualTo(joined(TEXT, TEXT, TEXT));
        assertThat(remarks).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void paddingIsNotedAndAMemberBehindItIsRead(Compression compression) throws IOException {
        byte[] stored = Packed.of(compression, TEXT);

        assertThat(read(joined(stored, new byte[512], stored, new byte[100]))).isEqualTo(joined(TEXT, TEXT));
        assertThat(said())
                .containsExactly(
                        "info skipped f@0x4a38: 512 zero bytes from 0x%x of the stored file on"
                                .formatted(stored.length),
                        "info skipped f@0x9470: 100 zero bytes from 0x%x of the stored file on"
                                .formatted(2 * stored.length + 512));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void whatFollowsTheLastMemberIsSaidWithItsPlaceAndLength(Compression compression) throws IOException {
        byte[] stored = Packed.of(compression, TEXT);

        assertThat(read(joined(stored, "garbage".getBytes(UTF_8)))).isEqualTo(TEXT);
        assertThat(said())
                .containsExactly(
                        "warning skipped f@0x4a38: 7 bytes from 0x%x of the stored file on, expected the end of"
                                        .formatted(stored.length)
                                + " the " + compression.id() + " data");
        assertThat(remarks.get(0).bytes()).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void aCutStreamGivesAllItHasAndThenFailsAtEveryRead(Compression compression) throws IOException {
        byte[] text = noise(300_000);
        byte[] stored = Packed.of(compression, text);
        for (int length : new int[] {12, 1000, stored.length / 2, stored.length - 9, stored.length - 1}) {
            var found = new ByteArrayOutputStream();
            assertThatThrownBy(() -> drain(Arrays.copyOf(stored, length), found))
                    .as("%d of %d bytes", length, stored.length)
                    .isInstanceOf(IOException.class);
            assertThat(found.toByteArray()).isEqualTo(Arrays.copyOf(text, found.size()));
            assertThat(found.size()).isGreaterThanOrEqualTo(wholeBlocks(compression, length, stored.length));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void damageNeverPassesInSilence(Compression compression) throws IOException {
        byte[] text = noise(50_000);
        byte[] stored = Packed.of(compression, text);
        var random = new Random(1);
        for (int i = 0; i < 60; i++) {
            byte[] damaged = stored.clone();
            damaged[10 + random.nextInt(stored.length - 10)] ^= (byte) (1 << random.nextInt(8));
            remarks.clear();
            var found = new ByteArrayOutputStream();
            try {
                drain(damaged, found);
                assertThat(remarks.isEmpty() && !Arrays.equals(found.toByteArray(), text))
                        .isFalse();
            } catch (IOException said) {
                assertThat(said).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void whatWasInflatedBeforeBadBytesIsKept() throws IOException {
        byte[] text = noise(1 << 20);
        byte[] stored = gzip(text);
        int[] at = {stored.length / 2};
        new Random(2).ints(1000, 0, 256).forEach(b -> stored[at[0]++] = (byte) b);
        var found = new ByteArrayOutputStream();

        assertThatThrownBy(() -> drain(stored, found)).hasMessageContaining("expected deflated data");
        assertThat(found.size()).isGreaterThan(text.length / 2 - 1000);
        assertThat(found.toByteArray()).startsWith(Arrays.copyOf(text, text.length / 2 - 1000));
    }

    @Test
    void aChecksumThatDoesNotHoldIsAnErrorAndTheNextMemberIsRead() throws IOException {
        byte[] damaged = gzip(TEXT);
        damaged[damaged.length - 5] ^= 1;

        assertThat(read(joined(damaged, gzip(TEXT)))).isEqualTo(joined(TEXT, TEXT));
        assertThat(said()).singleElement().asString().matches("error malformed f@0x4a38: gzip member with checksum .*");
    }

    @Test
    void gzipHeadersMayHaveEveryField() throws IOException {
        byte[] plain = gzip(TEXT);
        byte[] fields = HexFormat.of().parseHex("1f8b081e0000000000ff" + "0200aabb" + "6100" + "6200" + "1234");

        assertThat(read(joined(fields, Arrays.copyOfRange(plain, 10, plain.length))))
                .isEqualTo(TEXT);
        assertThatThrownBy(() -> read(joined(fields, new byte[0]))).hasMessageContaining("in a gzip member");
        byte[] endless = Arrays.copyOf(HexFormat.of().parseHex("1f8b08080000000000ff"), 100_000);
        Arrays.fill(endless, 10, endless.length, (byte) 'n');
        assertThatThrownBy(() -> read(endless)).hasMessageContaining("gzip name of more than 65536 bytes");
    }

    @Test
    void framesThatHoldNoDataAreSkippedOnAccount() throws IOException {
        byte[] frame = HexFormat.of().parseHex("502a4d1804000000deadbeef");

        assertThat(read(joined(frame, zstd(TEXT), frame, frame, zstd(TEXT)))).isEqualTo(joined(TEXT, TEXT));
        assertThat(read(joined(frame, Packed.of(Compression.LZ4, TEXT)))).isEqualTo(TEXT);
        assertThat(said())
                .containsExactly(
                        "info skipped f@0x0: 12 bytes of 1 skippable frames",
                        "info skipped f@0x4a38: 24 bytes of 2 skippable frames",
                        "info skipped f@0x0: 12 bytes of 1 skippable frames");
        byte[] tooLong = HexFormat.of().parseHex("502a4d18ffffffffdead");
        assertThatThrownBy(() -> read(tooLong)).hasMessage("a skippable frame of 4294967303 bytes, 10 left");
    }

    @Test
    void aFileCompressedTwiceIsReadOneCompressedThriceIsRefused() throws IOException {
        byte[] twice = zstd(gzip(TEXT));

        assertThat(read(twice)).isEqualTo(TEXT);
        assertThatThrownBy(() -> read(Packed.of(Compression.XZ, twice)))
                .isInstanceOf(RefusedException.class)
                .hasMessage("compressed more than twice");
    }

    @Test
    void expansionHasALimitInProportionToWhatIsStored() throws IOException {
        var limit = new ExpansionLimit(1 << 20, 100);
        byte[] bomb = zstd(new byte[64 << 20]);
        byte[] innocent = zstd(noise(4 << 20));
        byte[] twice = gzip(bomb);

        assertThat(Compression.decompressed(new ByteArrayInputStream(innocent), limit, remarks::add)
                        .readAllBytes())
                .hasSize(4 << 20);
        for (byte[] stored : List.of(bomb, twice)) {
            assertThatThrownBy(() -> Compression.decompressed(new ByteArrayInputStream(stored), limit, remarks::add)
                            .readAllBytes())
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("expected at most 1048576 and 100 for each stored byte");
        }
    }

    @Test
    void filesShorterThanAnyMagicAreThemselves() throws IOException {
        assertThat(read(new byte[0])).isEmpty();
        assertThat(read(new byte[] {0x1f})).containsExactly(0x1f);
        assertThat(read("BZh9 is no bzip2".getBytes(UTF_8))).hasSize(16);
    }

    @Test
    void gzipOfManySmallMembersIsReadToItsEnd() throws IOException {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < 5000; i++) {
            try (var member = new GZIPOutputStream(out)) {
                member.write(i);
            }
        }
        assertThat(read(out.toByteArray())).hasSize(5000);
    }

    /** Text that compresses to half of it: hexadecimal digits. */
    private static byte[] noise(int length) {
        byte[] bits = new byte[length / 2];
        new Random(length).nextBytes(bits);
        return HexFormat.of().formatHex(bits).getBytes(UTF_8);
    }

    /** At least what the stored blocks before the cut hold, of text at half its size. */
    private static int wholeBlocks(Compression compression, int length, int stored) {
        int block =
                switch (compression) {
                    case NONE, GZIP -> 1 << 14;
                    case LZ4, XZ -> 1 << 17;
                    case ZSTD -> 1 << 18;
                    case BZIP2 -> 1 << 17;
                };
        return (int) Math.max(0, length * 300_000L / stored - block);
    }

    private List<String> said() {
        return remarks.stream()
                .map(remark -> remark.severity().id() + " " + remark.kind().id() + " "
                        + remark.issue("f").message())
                .toList();
    }

    private byte[] read(byte[] stored) throws IOException {
        var found = new ByteArrayOutputStream();
        drain(stored, found);
        return found.toByteArray();
    }

    private void drain(byte[] stored, ByteArrayOutputStream found) throws IOException {
        try (var in = Compression.decompressed(new ByteArrayInputStream(stored), remarks::add)) {
            byte[] buffer = new byte[5000];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                found.write(buffer, 0, read);
            }
        }
    }
}
