package io.iostrata.ingest.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream.BlockSize;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream.Parameters;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Bytes as each compressor stores them. */
final class Packed {
    private Packed() {}

    /** Wraps a stream in a compressor. */
    private interface Compressor {
        OutputStream over(OutputStream out) throws IOException;
    }

    static byte[] of(Compression compression, byte[] bytes) throws IOException {
        return switch (compression) {
            case NONE -> bytes;
            case GZIP -> packed(bytes, GZIPOutputStream::new);
            case ZSTD -> packed(bytes, out -> new ZstdOutputStream(out).setChecksum(true));
            case LZ4 ->
                packed(
                        bytes,
                        out -> new FramedLZ4CompressorOutputStream(
                                out, new Parameters(BlockSize.K64, true, true, false)));
            case XZ -> packed(bytes, out -> new XZOutputStream(out, new LZMA2Options(1)));
            case BZIP2 -> packed(bytes, out -> new BZip2CompressorOutputStream(out, 1));
        };
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        return of(Compression.GZIP, bytes);
    }

    static byte[] zstd(byte[] bytes) {
        return Zstd.compress(bytes);
    }

    static byte[] joined(byte[]... parts) throws IOException {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }

    private static byte[] packed(byte[] bytes, Compressor compressor) throws IOException {
        var stored = new ByteArrayOutputStream();
        try (var out = compressor.over(stored)) {
            out.write(bytes);
        }
        return stored.toByteArray();
    }
}
