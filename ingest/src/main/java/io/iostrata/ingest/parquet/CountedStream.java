package io.iostrata.ingest.parquet;

import io.iostrata.ingest.parquet.SourceInput.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/**
 * The decompressed bytes of a file, counted. Where they cannot be decompressed any further they end, and {@link #broken}
 * says why: what was read before is still decoded.
 */
public final class CountedStream extends InputStream {
    private final Content content;
    private Optional<InputStream> in = Optional.empty();
    private Optional<String> broken = Optional.empty();
    private long bytes;

    public CountedStream(Content content) {
        this.content = content;
    }

    /** Bytes read so far. */
    public long bytes() {
        return bytes;
    }

    /** Why the stream could not be read to its end, if so. */
    public Optional<String> broken() {
        return broken;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (broken.isPresent()) {
            return -1;
        }
        try {
            int read = stream().read(into, offset, length);
            bytes += Math.max(0, read);
            return read;
        } catch (IOException | RuntimeException undecompressible) {
            // decompressors throw both at damaged input
            broken =
                    Optional.of(Objects.requireNonNullElse(undecompressible.getMessage(), undecompressible.toString()));
            return -1;
        }
    }

    /** Never fails: all that can be read was read, and nothing is written. */
    @Override
    public void close() {
        try {
            if (in.isPresent()) {
                in.get().close();
            }
        } catch (IOException | RuntimeException unclosable) {
            in = Optional.empty();
        }
    }

    private InputStream stream() throws IOException {
        if (in.isEmpty()) {
            in = Optional.of(content.open());
        }
        return in.get();
    }
}
