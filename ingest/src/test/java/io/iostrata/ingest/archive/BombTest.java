package io.iostrata.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Archives of a few MB that expand to 10 GiB: read through where deflate can do no more, refused where it could go on. */
class BombTest {
    private static final long TEN_GIB = 10L << 30;
    private static final int CHUNK = 64 << 20;
    private static final int CHUNKS = (int) (TEN_GIB / CHUNK);
    private static final long MEMORY = 64 << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void whatZstdExpandsWithoutEndIsRefused() throws IOException {
        byte[] bomb = repeated(Packed.zstd(new byte[CHUNK]), CHUNKS);

        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> read(Compression.decompressed(new ByteArrayInputStream(bomb))))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected at most 1073741824 and 2000 for each stored byte");
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(MEMORY);
    }

    @Test
    @Tag("slow")
    void tenGibOfGzipAreReadInLittleMemory() throws IOException {
        byte[] bomb = repeated(Packed.gzip(new byte[CHUNK]), CHUNKS);

        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertThat(read(Compression.decompressed(new ByteArrayInputStream(bomb))))
                .isEqualTo(TEN_GIB);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(MEMORY);
    }

    @Test
    @Tag("slow")
    void tenGibInAMemberOfAZipAreReadInLittleMemory() throws IOException {
        byte[] bomb = zipOfTenGib();

        long before = THREADS.getCurrentThreadAllocatedBytes();
        Container.visit(
                new ByteArrayInputStream(bomb),
                (name, bytes) -> {
                    assertThat(read(bytes)).isEqualTo(TEN_GIB);
                    return true;
                },
                trouble -> {
                    throw new AssertionError(trouble.what());
                });
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(MEMORY);
    }

    @Test
    void allMembersOfAnArchiveAndOfThoseInItShareOneBound() throws IOException {
        byte[] inner = Packed.gzip(ContainerTest.tarOf(Map.of("a", new byte[4000], "b", new byte[4000])));
        byte[] outer = ContainerTest.tarOf(Map.of("1.tar.gz", inner, "2.tar.gz", Packed.joined(inner, new byte[1])));
        var limit = new ExpansionLimit(40_000, 1);
        var tooLow = new ExpansionLimit(20_000, 1);

        assertThat(troubles(outer, limit)).noneMatch(what -> what.contains("expand to"));
        assertThat(troubles(outer, tooLow)).anyMatch(what -> what.contains("expand to more than"));
    }

    private static List<String> troubles(byte[] archive, ExpansionLimit limit) {
        var all = new ArrayList<String>();
        try {
            Container.visit(
                    new ByteArrayInputStream(archive),
                    limit,
                    (name, bytes) -> true,
                    trouble -> all.add(trouble.what()));
        } catch (IOException refused) {
            all.add(refused.getMessage());
        }
        return all;
    }

    private static long read(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 18];
        long bytes = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            bytes += read;
        }
        return bytes;
    }

    private static byte[] repeated(byte[] part, int times) throws IOException {
        return Packed.joined(Collections.nCopies(times, part).toArray(byte[][]::new));
    }

    /** A member of method 8 whose size and checksum stand behind it. */
    private static byte[] zipOfTenGib() throws IOException {
        var zip = new ByteArrayOutputStream();
        byte[] name = "bomb".getBytes(StandardCharsets.US_ASCII);
        var header = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0x04034b50).putShort((short) 45).putShort((short) 8).putShort((short) 8);
        header.putShort(26, (short) name.length);
        zip.write(header.array());
        zip.write(name);
        int begin = zip.size();
        zip.write(repeated(deflatedZeros(), CHUNKS));
        zip.write(new byte[] {3, 0});
        var descriptor = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        descriptor
                .putInt(0x08074b50)
                .putInt((int) checksum())
                .putLong(zip.size() - begin)
                .putLong(TEN_GIB);
        zip.write(descriptor.array());
        zip.write(ByteBuffer.allocate(22)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x06054b50)
                .array());
        return zip.toByteArray();
    }

    private static byte[] deflatedZeros() {
        var deflater = new Deflater(9, true);
        deflater.setInput(new byte[CHUNK]);
        byte[] out = new byte[1 << 20];
        int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    private static long checksum() {
        var crc = new CRC32();
        byte[] zeros = new byte[CHUNK];
        for (int i = 0; i < CHUNKS; i++) {
            crc.update(zeros);
        }
        return crc.getValue();
    }
}
