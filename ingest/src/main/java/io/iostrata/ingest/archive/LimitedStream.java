package io.iostrata.ingest.archive;

import io.iostrata.ingest.bytes.SingleByte;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What comes out of a stored file, held against what went in. */
final class LimitedStream extends FilterInputStream {
    private final Expanded expanded;

    LimitedStream(InputStream in, Expanded expanded) {
        super(in);
        this.expanded = expanded;
    }

    @Override
    public int read() throws IOException {
        return SingleByte.of(this);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        expanded.check();
        int read = super.read(into, from, length);
        expanded.add(Math.max(0, read));
        return read;
    }
}
