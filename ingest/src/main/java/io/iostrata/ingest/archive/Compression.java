package io.iostrata.ingest.archive;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** How a stored file is compressed, told by its first bytes. */
public enum Compression {
    NONE,
    GZIP(0x1f, 0x8b),
    ZSTD(0x28, 0xb5, 0x2f, 0xfd),
    XZ(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00);

    private static final int BUFFER = 1 << 18;
    /** What an xz stream may ask for its dictionary, KiB: xz -9 needs 65 MiB. */
    private static final int XZ_MEMORY_KIB = 128 << 10;

    private static final int LONGEST_MAGIC = 6;

    private final byte[] magic;

    Compression(int... magic) {
        this.magic = new byte[magic.length];
        for (int i = 0; i < magic.length; i++) {
            this.magic[i] = (byte) magic[i];
        }
    }

    public static Compression of(byte[] head) {
        return Arrays.stream(values())
                .filter(compression -> compression != NONE && startsWith(head, compression.magic))
                .findFirst()
                .orElse(NONE);
    }

    /** The decompressed bytes of a stored file; concatenated members and frames are read as one. */
    public static InputStream decompressed(InputStream stored) throws IOException {
        var in = new PushbackInputStream(stored, LONGEST_MAGIC);
        byte[] head = in.readNBytes(LONGEST_MAGIC);
        in.unread(head);
        return switch (of(head)) {
            case NONE -> in;
            case GZIP -> new GZIPInputStream(in, BUFFER);
            case ZSTD -> new ZstdInputStream(in);
            case XZ -> new XZInputStream(in, XZ_MEMORY_KIB);
        };
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }
}
