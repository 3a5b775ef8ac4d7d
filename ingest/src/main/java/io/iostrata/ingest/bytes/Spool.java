package io.iostrata.ingest.bytes;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * A decompressed file on disk, to be read at any place: what a reader needs first may stand last, and what is one after
 * another in time, far apart. The file is temporary and gone once closed.
 */
public final class Spool implements Closeable {
    private static final int CHUNK = 1 << 18;

    private final FileChannel channel;
    private final String name;
    private final long size;

    private Spool(FileChannel channel, String name) throws IOException {
        this.channel = channel;
        this.name = name;
        size = channel.size();
    }

    /** Takes in all that {@code in} still has; offsets count from the file's begin. */
    public static Spool of(ByteCursor in) throws IOException {
        var path = Files.createTempFile("iostrata", ".dat");
        var channel = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        for (int have = in.buffered(CHUNK); have > 0; have = in.buffered(CHUNK)) {
            var bytes = ByteBuffer.wrap(in.buffer(), in.position(), have);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            in.advance(have);
        }
        return new Spool(channel, in.file());
    }

    public long size() {
        return size;
    }

    public String name() {
        return name;
    }

    /** Reads up to {@code length} bytes that stand at {@code at}; fewer where the file ends. Returns how many. */
    public int read(long at, byte[] into, int length) throws IOException {
        var target = ByteBuffer.wrap(into, 0, length);
        while (target.hasRemaining()) {
            int read = at < 0 ? -1 : channel.read(target, at + target.position());
            if (read < 0) {
                break;
            }
        }
        return target.position();
    }

    /** Reads on from {@code from}; offsets in its messages count from there. */
    public ByteCursor cursor(long from) {
        return new ByteCursor(name, new Region(from));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private final class Region extends InputStream {
        private final byte[] one = new byte[1];
        private long at;

        Region(long from) {
            at = from;
        }

        @Override
        public int read() throws IOException {
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = channel.read(ByteBuffer.wrap(bytes, from, length), at);
            at += Math.max(0, read);
            return read;
        }
    }
}
