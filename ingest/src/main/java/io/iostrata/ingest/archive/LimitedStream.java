package io.iostrata.ingest.archive;

import io.iostrata.ingest.bytes.SingleByte;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What comes out of a stored file, held against what went in. */
final class LimitedStream extends FilterInputStream {
    private final LookAhead stored;
    private final ExpansionLimit limit;
    private long expanded;

    LimitedStream(InputStream in, LookAhead stored, ExpansionLimit limit) {
        super(in);
        this.stored = stored;
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        return SingleByte.of(this);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        limit.check(stored.offset(), expanded);
        int read = super.read(into, from, length);
        expanded += Math.max(0, read);
        return read;
    }
}
