package io.iostrata.ingest.bytes;

import java.io.IOException;
import java.io.InputStream;

/** The one-byte read of streams that are read in pieces. */
public final class SingleByte {
    private SingleByte() {}

    /** The next byte as {@link InputStream#read()} tells it, taken by the stream's own reading of pieces. */
    public static int of(InputStream in) throws IOException {
        byte[] one = new byte[1];
        return in.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }
}
