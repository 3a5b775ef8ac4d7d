package io.iostrata.ingest.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compresses pages with zstd, level 1: level 3 makes them under 1 % smaller at 20 % of the time. */
final class ZstdPages implements BytesInputCompressor {
    private static final int LEVEL = 1;
    private static final ByteBufferAllocator ALLOCATOR = new HeapByteBufferAllocator();

    private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);
    private byte[] compressed = new byte[0];
    private long compressedBytes;

    /** Bytes of all compressed pages so far. */
    long compressedBytes() {
        return compressedBytes;
    }

    /** Compressed bytes, valid until the next call. */
    @Override
    public BytesInput compress(BytesInput page) throws IOException {
        var bytes = page.toByteBuffer(ALLOCATOR, unused -> {});
        int most = Math.toIntExact(Zstd.compressBound(bytes.remaining()));
        if (compressed.length < most) {
            compressed = new byte[2 * most];
        }
        int size = context.compressByteArray(
                compressed,
                0,
                compressed.length,
                bytes.array(),
                bytes.arrayOffset() + bytes.position(),
                bytes.remaining());
        compressedBytes += size;
        return BytesInput.from(compressed, 0, size);
    }

    @Override
    public CompressionCodecName getCodecName() {
        return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {
        context.close();
    }
}
