package io.iostrata.ingest.archive;

import java.io.FilterInputStream;
import java.io.InputStream;

/** A part of a stream. Whoever closes it, a decompressor too, leaves the whole open. */
final class Unclosed extends FilterInputStream {
    Unclosed(InputStream whole) {
        super(whole);
    }

    @Override
    public void close() {
        // The rest is still to be read.
    }
}
