package io.iostrata.ingest.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compresses pages with zstd, level 1: level 3 makes them under 1 % smaller at 20 % of the time. Of many threads. */
final class ZstdPages implements BytesInputCompressor {
    private static final int LEVEL = 1;
    private static final ByteBufferAllocator ALLOCATOR = new HeapByteBufferAllocator();

    private final ThreadLocal<Room> room = ThreadLocal.withInitial(this::makeRoom);
    private final Queue<Room> rooms = new ConcurrentLinkedQueue<>();
    private final AtomicLong compressedBytes = new AtomicLong();

    /** What one thread needs. */
    private static final class Room {
        private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);
        private byte[] compressed = new byte[0];
    }

    /** Bytes of all compressed pages so far. */
    long compressedBytes() {
        return compressedBytes.get();
    }

    /** Compressed bytes, valid until the thread's next call. */
    @Override
    public BytesInput compress(BytesInput page) throws IOException {
        var bytes = page.toByteBuffer(ALLOCATOR, unused -> {});
        var mine = room.get();
        int most = Math.toIntExact(Zstd.compressBound(bytes.remaining()));
        if (mine.compressed.length < most) {
            mine.compressed = new byte[2 * most];
        }
        int size = mine.context.compressByteArray(
                mine.compressed,
                0,
                mine.compressed.length,
                bytes.array(),
                bytes.arrayOffset() + bytes.position(),
                bytes.remaining());
        compressedBytes.addAndGet(size);
        return BytesInput.from(mine.compressed, 0, size);
    }

    @Override
    public CompressionCodecName getCodecName() {
        return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {
        rooms.forEach(used -> used.context.close());
        rooms.clear();
        room.remove();
    }

    private Room makeRoom() {
        var made = new Room();
        rooms.add(made);
        return made;
    }
}
