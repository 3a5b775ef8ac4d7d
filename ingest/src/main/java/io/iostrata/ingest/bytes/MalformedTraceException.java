package io.iostrata.ingest.bytes;

import java.io.IOException;

/**
 * Stops the decoding of one file. The message is {@code file@0xoffset: what was found, what was expected}; what was
 * decoded before it stays.
 */
public final class MalformedTraceException extends IOException {
    private static final long serialVersionUID = 1;

    private final long offset;

    public MalformedTraceException(String file, long offset, String what) {
        super("%s@0x%x: %s".formatted(file, offset, what));
        this.offset = offset;
    }

    /** Byte offset in the decompressed file. */
    public long offset() {
        return offset;
    }
}
