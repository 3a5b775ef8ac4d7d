package io.iostrata.ingest.archive;

import io.iostrata.ingest.bytes.SingleByte;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.XXHash32;

/**
 * One frame of lz4 (lz4_Frame_format.md 1.6.4):
 *
 * <pre>
 * frame = magic:4 flags:1 blocksize:1 [content size:8] [dictionary:4] header-check:1 block* 0:4 [content check:4]
 * block = size:4 bytes [check:4]      highest bit of the size: stored as it is
 * </pre>
 *
 * All checks are made; every block before a damaged one comes out.
 */
final class Lz4Frame extends InputStream {
    private static final int STORED = 0x8000_0000;
    private static final int HISTORY = 1 << 16;

    private final LookAhead in;
    private final Consumer<String> damaged;
    private final XXHash32 contentHash = new XXHash32();
    private int flags;
    private int largestBlock;
    private byte[] block = new byte[0];
    private byte[] window = new byte[0];
    private int position;
    private int limit;
    private boolean ended;

    /** Reads the header. A content checksum that does not hold is told to {@code damaged}. */
    Lz4Frame(LookAhead in, Consumer<String> damaged) throws IOException {
        this.in = in;
        this.damaged = damaged;
        readHeader();
    }

    @Override
    public int read() throws IOException {
        return SingleByte.of(this);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        while (position == limit && !ended) {
            readBlock();
        }
        int here = Math.min(length, limit - position);
        System.arraycopy(window, position, into, from, here);
        position += here;
        return here == 0 && length > 0 ? -1 : here;
    }

    private void readHeader() throws IOException {
        byte[] head = in.peek(6);
        flags = head.length < 6 ? 0 : LittleEndian.u8(head, 4);
        int length = 7 + (hasFlag(3) ? 8 : 0) + (hasFlag(0) ? 4 : 0);
        byte[] header = needed(length, "header");
        int size = LittleEndian.u8(header, 5) >>> 4;
        if (flags >>> 6 != 1 || size < 4 || size > 7) {
            throw new IOException("lz4 frame with flags 0x%02x and block size %d, expected version 1 and 4 to 7"
                    .formatted(flags, size));
        }
        if ((hash(header, 4, length - 5) >>> 8 & 0xff) != LittleEndian.u8(header, length - 1)) {
            throw new IOException("lz4 frame header does not match its checksum");
        }
        if (hasFlag(0)) {
            throw new IOException("lz4 frame that needs a dictionary");
        }
        largestBlock = 1 << (8 + 2 * size);
    }

    private boolean hasFlag(int bit) {
        return (flags >>> bit & 1) != 0;
    }

    private void readBlock() throws IOException {
        int head = LittleEndian.u32(needed(4, "block size"), 0);
        if (head == 0) {
            readEnd();
            return;
        }
        int size = head & ~STORED;
        if (size > largestBlock) {
            throw broken("lz4 block of %d bytes, expected at most %d".formatted(size, largestBlock));
        }
        read(size);
        if (hasFlag(4) && hash(block, 0, size) != LittleEndian.u32(needed(4, "block checksum"), 0)) {
            throw broken("lz4 block does not match its checksum");
        }
        makeRoom();
        limit = (head & STORED) != 0 ? stored(size) : expanded(size);
        if (hasFlag(2)) {
            contentHash.update(window, position, limit - position);
        }
    }

    private void read(int size) throws IOException {
        if (block.length < size) {
            block = new byte[largestBlock];
        }
        int read = in.readNBytes(block, 0, size);
        if (read < size) {
            throw new EOFException("lz4 block of %d bytes, %d left".formatted(size, read));
        }
    }

    /** Keeps the last 64 KiB: blocks may refer to them. */
    private void makeRoom() {
        if (window.length == 0) {
            window = new byte[HISTORY + largestBlock];
        }
        int kept = hasFlag(5) ? 0 : Math.min(HISTORY, limit);
        System.arraycopy(window, limit - kept, window, 0, kept);
        position = kept;
        limit = kept;
    }

    private int stored(int size) {
        System.arraycopy(block, 0, window, position, size);
        return position + size;
    }

    private int expanded(int size) throws IOException {
        try {
            return Lz4Block.expand(block, size, window, position, position + largestBlock);
        } catch (IndexOutOfBoundsException nonsense) {
            throw broken("lz4 block of no sense");
        }
    }

    private void readEnd() throws IOException {
        ended = true;
        if (hasFlag(2)) {
            int stored = LittleEndian.u32(needed(4, "content checksum"), 0);
            int found = (int) contentHash.getValue();
            if (found != stored) {
                damaged.accept("lz4 frame with checksum %08x, expected %08x".formatted(found, stored));
            }
        }
    }

    private static int hash(byte[] bytes, int from, int length) {
        var hash = new XXHash32();
        hash.update(bytes, from, length);
        return (int) hash.getValue();
    }

    private byte[] needed(int bytes, String what) throws IOException {
        byte[] found = new byte[bytes];
        int read = in.readNBytes(found, 0, bytes);
        if (read < bytes) {
            throw new EOFException("lz4 %s needs %d bytes, %d left".formatted(what, bytes, read));
        }
        return found;
    }

    private IOException broken(String what) {
        return new IOException("0x%x of the stored file: %s".formatted(in.offset(), what));
    }
}
