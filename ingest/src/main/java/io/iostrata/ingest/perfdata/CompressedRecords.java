package io.iostrata.ingest.perfdata;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.Closeable;
import java.nio.ByteBuffer;

/**
 * The records in the pieces of a zstd stream that runs through the file. Records may lie across pieces; those that are
 * whole come out after each piece.
 */
final class CompressedRecords implements Closeable {
    private static final int HEADER = 8;
    private static final int LARGEST_RECORD = 1 << 16;
    private static final int STEP = 1 << 17;

    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final ByteBuffer packed = ByteBuffer.allocateDirect(LARGEST_RECORD);
    private final ByteBuffer unpacked = ByteBuffer.allocateDirect(STEP);
    private final byte[] bytes = new byte[STEP + LARGEST_RECORD];
    private final RecordView header;
    private boolean isDamaged;
    private boolean mayHoldMore;
    private int at;
    private int limit;
    private int begin;

    CompressedRecords(RecordView header) {
        this.header = header;
    }

    /** Takes the next piece; the records of those before must have been read. */
    void take(byte[] piece, int from, int to) {
        packed.clear().put(piece, from, to - from).flip();
    }

    /** Moves to the next record; false where the piece has no more of them. */
    boolean next() {
        while (!isDamaged) {
            if (limit - at >= HEADER) {
                header.set(bytes, at, limit);
                int size = header.u16(6);
                if (size < HEADER) {
                    isDamaged = true;
                    return false;
                }
                if (size <= limit - at) {
                    begin = at;
                    at += size;
                    return true;
                }
            }
            if (!unpack()) {
                return false;
            }
        }
        return false;
    }

    private boolean unpack() {
        System.arraycopy(bytes, at, bytes, 0, limit - at);
        limit -= at;
        at = 0;
        unpacked.clear();
        try {
            int before = Integer.MAX_VALUE;
            while (unpacked.position() == 0 && (mayHoldMore || packed.remaining() > 0) && packed.remaining() < before) {
                before = packed.remaining();
                context.decompressDirectByteBufferStream(unpacked, packed);
                mayHoldMore = !unpacked.hasRemaining();
            }
        } catch (ZstdException damaged) {
            isDamaged = true;
            return false;
        }
        int count = unpacked.position();
        unpacked.flip().get(bytes, limit, count);
        limit += count;
        return count > 0;
    }

    /** What follows cannot be read. */
    boolean isDamaged() {
        return isDamaged;
    }

    /** Bytes of a record that later pieces should have ended. */
    int rest() {
        return limit - at;
    }

    byte[] bytes() {
        return bytes;
    }

    int begin() {
        return begin;
    }

    int end() {
        return at;
    }

    @Override
    public void close() {
        context.close();
    }
}
