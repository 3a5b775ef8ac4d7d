package io.iostrata.ingest.order;

import io.iostrata.ingest.format.EventBatch;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A sorted run of late rows in a file, read front to back.
 *
 * <pre>
 * run := row*
 * row := u64 key, u64 seq, u32 length, bytes of {@link RowBytes}
 * </pre>
 */
final class LateRun implements Closeable, Comparable<LateRun> {
    private static final int BUFFER = 128 << 10;

    private final DataInputStream in;
    private byte[] bytes = new byte[1024];
    private int length;
    private long left;
    private long key;
    private long seq;

    LateRun(Path file) throws IOException {
        in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
        left = Files.size(file);
        advance();
    }

    /** True when no row is left. */
    boolean isEmpty() {
        return length < 0;
    }

    /** Key of the current row. */
    long key() {
        return key;
    }

    /** Position of the current row in the trace. */
    long seq() {
        return seq;
    }

    void readInto(EventBatch batch) {
        RowBytes.read(ByteBuffer.wrap(bytes, 0, length), batch);
    }

    void copyTo(DataOutputStream out) throws IOException {
        write(out, key, seq, ByteBuffer.wrap(bytes, 0, length));
    }

    /** Moves to the next row. */
    void advance() throws IOException {
        if (left == 0) {
            length = -1;
            return;
        }
        key = in.readLong();
        seq = in.readLong();
        length = in.readInt();
        bytes = bytes.length < length ? new byte[2 * length] : bytes;
        in.readFully(bytes, 0, length);
        left -= 2L * Long.BYTES + Integer.BYTES + length;
    }

    static void write(DataOutputStream out, long key, long seq, ByteBuffer row) throws IOException {
        out.writeLong(key);
        out.writeLong(seq);
        out.writeInt(row.remaining());
        out.write(row.array(), row.arrayOffset() + row.position(), row.remaining());
    }

    @Override
    public int compareTo(LateRun other) {
        int byKey = Long.compare(key, other.key);
        return byKey != 0 ? byKey : Long.compare(seq, other.seq);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
