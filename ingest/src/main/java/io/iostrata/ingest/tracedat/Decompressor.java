package io.iostrata.ingest.tracedat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What sections and chunks are compressed with, by the name in the initial format. */
enum Decompressor {
    ZSTD,
    ZLIB,
    /** Not compressed, or with something nobody knows: nothing can be decompressed. */
    NONE;

    static Decompressor of(String name) {
        return switch (name) {
            case "zstd" -> ZSTD;
            case "zlib" -> ZLIB;
            default -> NONE;
        };
    }

    /** Decompresses {@code length} bytes into exactly {@code size}; false where they are not that. */
    boolean decompress(byte[] bytes, int length, byte[] into, int size) {
        return switch (this) {
            case ZSTD -> zstd(bytes, length, into, size);
            case ZLIB -> zlib(bytes, length, into, size);
            case NONE -> false;
        };
    }

    private static boolean zstd(byte[] bytes, int length, byte[] into, int size) {
        try {
            return Zstd.decompressByteArray(into, 0, size, bytes, 0, length) == size;
        } catch (ZstdException damaged) {
            return false;
        }
    }

    private static boolean zlib(byte[] bytes, int length, byte[] into, int size) {
        var inflater = new Inflater();
        try {
            inflater.setInput(bytes, 0, length);
            return inflater.inflate(into, 0, size) == size;
        } catch (DataFormatException damaged) {
            return false;
        } finally {
            inflater.end();
        }
    }
}
