package io.iostrata.ingest.archive;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The manifests and trace-events files of one container or directory, which are held in memory: equal ones once, and no
 * more bytes than allowed.
 */
final class WholeFiles {
    /** Bytes of them that one container may have. */
    static final int MOST = 64 << 20;

    private final Map<ByteBuffer, byte[]> contents = new HashMap<>();
    private final int most;
    private long bytes;

    WholeFiles(int most) {
        this.most = most;
    }

    /** The content to hold on to; empty where there is no room for it. */
    Optional<byte[]> held(byte[] content) {
        var known = contents.get(ByteBuffer.wrap(content));
        if (known == null && bytes + content.length <= most) {
            bytes += content.length;
            contents.put(ByteBuffer.wrap(content), content);
            known = content;
        }
        return Optional.ofNullable(known);
    }
}
