package io.iostrata.ingest.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class CompressionTest {
    private static final byte[] TEXT = "seqread 196.528 us\n".repeat(1000).getBytes(UTF_8);

    @Test
    void isToldByTheFirstBytes() throws IOException {
        assertThat(Compression.of(TEXT)).isEqualTo(Compression.NONE);
        assertThat(Compression.of(gzip(TEXT))).isEqualTo(Compression.GZIP);
        assertThat(Compression.of(Zstd.compress(TEXT))).isEqualTo(Compression.ZSTD);
        assertThat(Compression.of(xz(TEXT))).isEqualTo(Compression.XZ);
    }

    @Test
    void givesTheSameBytesHoweverTheyAreStored() throws IOException {
        for (byte[] stored : new byte[][] {TEXT, gzip(TEXT), Zstd.compress(TEXT), xz(TEXT)}) {
            assertThat(read(stored)).isEqualTo(TEXT);
        }
    }

    @Test
    void readsConcatenatedMembersAsOne() throws IOException {
        byte[] twice = joined(TEXT, TEXT);

        assertThat(read(joined(gzip(TEXT), gzip(TEXT)))).isEqualTo(twice);
        assertThat(read(joined(Zstd.compress(TEXT), Zstd.compress(TEXT)))).isEqualTo(twice);
        assertThat(read(joined(xz(TEXT), xz(TEXT)))).isEqualTo(twice);
    }

    @Test
    void filesShorterThanAnyMagicAreThemselves() throws IOException {
        assertThat(read(new byte[0])).isEmpty();
        assertThat(read(new byte[] {0x1f})).containsExactly(0x1f);
    }

    @Test
    void aCutStreamIsAnExceptionAndNotAnEnd() throws IOException {
        for (byte[] stored : new byte[][] {gzip(TEXT), Zstd.compress(TEXT), xz(TEXT)}) {
            byte[] cut = Arrays.copyOf(stored, stored.length - 3);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
        }
    }

    private static byte[] read(byte[] stored) throws IOException {
        try (var in = Compression.decompressed(new ByteArrayInputStream(stored))) {
            return in.readAllBytes();
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] xz(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var xz = new XZOutputStream(out, new LZMA2Options(1))) {
            xz.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
