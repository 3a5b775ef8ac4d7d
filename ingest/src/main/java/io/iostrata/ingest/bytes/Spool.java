package io.iostrata.ingest.bytes;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * A decompressed file to be read at any place: what a reader needs first may stand last, and what is one after another in
 * time, far apart. One of up to 256 KiB stays in memory, a larger one lies on disk in a temporary file that
 * is gone once closed.
 */
public final class Spool implements Closeable {
    private static final int CHUNK = 1 << 18;
    private static final int IN_MEMORY = CHUNK;

    private final String name;
    private final byte[] bytes;
    private final Optional<FileChannel> channel;
    private final long size;

    private Spool(String name, byte[] bytes, Optional<FileChannel> channel, long size) {
        this.name = name;
        this.bytes = bytes;
        this.channel = channel;
        this.size = size;
    }

    /** Takes in all that {@code in} still has; offsets count from the file's begin. */
    public static Spool of(ByteCursor in) throws IOException {
        int have = in.buffered(IN_MEMORY + 1);
        if (have > IN_MEMORY) {
            return onDisk(in);
        }
        byte[] bytes = Arrays.copyOfRange(in.buffer(), in.position(), in.position() + have);
        in.advance(have);
        return new Spool(in.file(), bytes, Optional.empty(), have);
    }

    private static Spool onDisk(ByteCursor in) throws IOException {
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
        return new Spool(in.file(), new byte[0], Optional.of(channel), channel.size());
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
            int read = at < 0 ? -1 : read(at + target.position(), target);
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
        if (channel.isPresent()) {
            channel.get().close();
        }
    }

    /** Reads at least one byte; negative where there is none. */
    private int read(long at, ByteBuffer target) throws IOException {
        if (channel.isPresent()) {
            return channel.get().read(target, at);
        }
        if (at >= size) {
            return -1;
        }
        int read = (int) Math.min(target.remaining(), size - at);
        target.put(bytes, (int) at, read);
        return read;
    }

    private final class Region extends InputStream {
        private long at;

        Region(long from) {
            at = from;
        }

        @Override
        public int read() throws IOException {
            return SingleByte.of(this);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = Spool.this.read(at, ByteBuffer.wrap(into, from, length));
            at += Math.max(0, read);
            return read;
        }
    }
}
