package io.iostrata.ingest.archive;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.SingleXZInputStream;

/** How a stored file is compressed, told by its first bytes. */
public enum Compression {
    NONE,
    GZIP("1f8b08"),
    ZSTD("28b52ffd"),
    LZ4("04224d18"),
    XZ("fd377a585a00"),
    /** {@code BZh1} to {@code BZh9} and a block, or the end of a stream without one. */
    BZIP2("425a68");

    static final int LONGEST_MAGIC = 10;

    /** Compressed files of compressed files are read, what is in those is not. */
    private static final int MOST_TIMES = 2;
    /** What an xz stream may ask for its dictionary, KiB: xz -9 needs 65 MiB. */
    private static final int XZ_MEMORY_KIB = 128 << 10;

    private static final byte[] BZIP2_BLOCK = {0x31, 0x41, 0x59, 0x26, 0x53, 0x59};
    private static final byte[] BZIP2_END = {0x17, 0x72, 0x45, 0x38, 0x50, (byte) 0x90};

    private final byte[] magic;

    Compression() {
        this("");
    }

    Compression(String magic) {
        this.magic = HexFormat.of().parseHex(magic);
    }

    /** A frame that zstd and lz4 skip may come before either; it is taken for zstd's. */
    public static Compression of(byte[] head) {
        return Arrays.stream(values())
                .filter(compression -> compression != NONE && compression.begins(head))
                .findFirst()
                .orElse(isSkippable(head) ? ZSTD : NONE);
    }

    /** The decompressed bytes of a stored file; remarks on it are dropped. */
    public static InputStream decompressed(InputStream stored) throws IOException {
        return decompressed(stored, remark -> {});
    }

    /**
     * The decompressed bytes of a stored file, whether it was compressed once, twice or not at all; concatenated members
     * and frames are read as one. A failure comes after all bytes that are good; what else there is to say goes to
     * {@code remarks}, at the latest at the end.
     */
    public static InputStream decompressed(InputStream stored, Consumer<Remark> remarks) throws IOException {
        return decompressed(stored, ExpansionLimit.DEFAULT, remarks);
    }

    static InputStream decompressed(InputStream stored, ExpansionLimit limit, Consumer<Remark> remarks)
            throws IOException {
        var first = new LookAhead(stored);
        var in = first;
        for (int times = 0; of(in.peek(LONGEST_MAGIC)) != NONE; times++) {
            if (times == MOST_TIMES) {
                throw new RefusedException("compressed more than twice");
            }
            var members = new CompressedMembers(of(in.peek(LONGEST_MAGIC)), in, remarks);
            in = new LookAhead(new LimitedStream(members, new Expanded(first, limit)));
        }
        return in;
    }

    /** One member; a checksum that does not hold at its end is told to {@code damaged}. */
    InputStream member(LookAhead in, Consumer<String> damaged) throws IOException {
        return switch (this) {
            case NONE -> in;
            case GZIP -> new GzipMember(in, damaged);
            case ZSTD -> new ZstdInputStream(new ZstdFrame(in));
            case LZ4 -> new Lz4Frame(in, damaged);
            case XZ -> new SingleXZInputStream(new Unclosed(in), XZ_MEMORY_KIB);
            case BZIP2 -> new BZip2CompressorInputStream(new Unclosed(in));
        };
    }

    /** How many bytes to read of a member at once, so that (next to) nothing good is lost where it is damaged. */
    int exactPiece() {
        return switch (this) {
            case NONE, GZIP, ZSTD, LZ4 -> Integer.MAX_VALUE;
            case XZ, BZIP2 -> 256;
        };
    }

    /** True if a member so compressed may follow one of these. */
    boolean goesOnAs(Compression other) {
        return other == this || (isOfFrames() && other.isOfFrames());
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static boolean isSkippable(byte[] head) {
        return head.length >= 4 && (LittleEndian.u32(head, 0) & 0xffff_fff0) == 0x184d_2a50;
    }

    private boolean isOfFrames() {
        return this == ZSTD || this == LZ4;
    }

    private boolean begins(byte[] head) {
        return startsWith(head, 0, magic)
                && (this != BZIP2 || startsWith(head, 4, BZIP2_BLOCK) || startsWith(head, 4, BZIP2_END));
    }

    private static boolean startsWith(byte[] bytes, int from, byte[] prefix) {
        int to = from + prefix.length;
        return bytes.length >= to && Arrays.equals(bytes, from, to, prefix, 0, prefix.length);
    }
}
