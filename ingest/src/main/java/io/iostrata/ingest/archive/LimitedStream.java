package io.iostrata.ingest.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What comes out of a stored file, held against what went in. */
final class LimitedStream extends FilterInputStream {
    private final ReadAhead stored;
    private final ExpansionLimit limit;
    private long expanded;

    LimitedStream(InputStream in, ReadAhead stored, ExpansionLimit limit) {
        super(in);
        this.stored = stored;
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        limit.check(stored.offset(), expanded);
        int read = super.read(into, from, length);
        expanded += Math.max(0, read);
        return read;
    }
}
