package io.iostrata.ingest.bytes;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a file from some offset on, which fails where there are fewer than the file had when it was listed. */
public final class ListedBytes extends FilterInputStream {
    private final long listed;
    private long offset;

    /** Of a file that had {@code listed} bytes, of which {@code in} gives those from {@code offset} on. */
    public ListedBytes(InputStream in, long offset, long listed) {
        super(in);
        this.offset = offset;
        this.listed = listed;
    }

    @Override
    public int read() throws IOException {
        return SingleByte.of(this);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = in.read(into, from, length);
        if (read < 0 && offset < listed) {
            throw new EOFException("the file ends, of %d bytes that it had".formatted(listed));
        }
        offset += Math.max(0, read);
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = in.skip(bytes);
        offset += skipped;
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
