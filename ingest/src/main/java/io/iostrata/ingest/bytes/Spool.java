package io.iostrata.ingest.bytes;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A decompressed file to be read at any place: what a reader needs first may stand last, and what is one after another in
 * time, far apart. One of up to 256 KiB stays in memory, a larger one lies on disk in a temporary file that is gone once
 * closed; one that can be opened at any place stays where it is.
 */
public final class Spool implements Closeable {
    private static final int CHUNK = 1 << 18;
    private static final int IN_MEMORY = CHUNK;
    /** Times that a file is opened at most: one that sends its readers to and fro is none worth that. */
    private static final int MOST_OPENINGS = 1 << 18;

    private final String name;
    private final Store store;
    private final long size;
    private final List<Closeable> open = new ArrayList<>();

    /** Where the bytes are. */
    private interface Store {
        /** The bytes from an offset on. */
        InputStream open(long at) throws IOException;

        /** Reads at least one byte that stands at {@code at}; negative where there is none. */
        int read(long at, byte[] into, int from, int length) throws IOException;
    }

    /** A file that can be opened at any place. */
    @FunctionalInterface
    public interface Opener {
        InputStream open(long at) throws IOException;
    }

    private Spool(String name, Store store, long size) {
        this.name = name;
        this.store = store;
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
        return new Spool(in.file(), new InMemory(bytes), have);
    }

    /**
     * A file of {@code size} bytes where it is. Where it cannot be read, or has fewer by now, readers get a
     * {@link MalformedTraceException}, from then on whatever they ask for.
     */
    public static Spool inPlace(String name, long size, Opener opener) {
        return new Spool(name, new InPlace(name, size, opener), size);
    }

    private static Spool onDisk(ByteCursor in) throws IOException {
        var path = Files.createTempFile("iostrata", ".dat");
        var channel = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            copy(in, channel);
        } catch (IOException full) {
            channel.close();
            throw full;
        }
        var spool = new Spool(in.file(), new OnDisk(channel), channel.size());
        spool.open.add(channel);
        return spool;
    }

    private static void copy(ByteCursor in, FileChannel channel) throws IOException {
        for (int have = in.buffered(CHUNK); have > 0; have = in.buffered(CHUNK)) {
            var bytes = ByteBuffer.wrap(in.buffer(), in.position(), have);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            in.advance(have);
        }
    }

    public long size() {
        return size;
    }

    public String name() {
        return name;
    }

    /** Reads up to {@code length} bytes that stand at {@code at}; fewer where the file ends. Returns how many. */
    public int read(long at, byte[] into, int length) throws IOException {
        int have = 0;
        int read = at < 0 ? -1 : 0;
        while (read >= 0 && have < length) {
            read = store.read(at + have, into, have, length - have);
            have += Math.max(0, read);
        }
        return have;
    }

    /** Reads on from {@code from}; offsets in its messages count from there. */
    public ByteCursor cursor(long from) throws IOException {
        return new ByteCursor(name, stream(from));
    }

    /** The bytes from {@code from} on, for one who reads many: open until the spool is closed. */
    public InputStream stream(long from) throws IOException {
        var stream = store.open(from);
        open.add(stream);
        return stream;
    }

    /** Closes all that is open, whatever fails. */
    @Override
    public void close() throws IOException {
        Optional<IOException> failure = Optional.empty();
        for (var each : open) {
            try {
                each.close();
            } catch (IOException unclosable) {
                failure = Optional.of(unclosable);
            }
        }
        open.clear();
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private record InMemory(byte[] bytes) implements Store {
        @Override
        public InputStream open(long at) {
            int from = (int) Math.min(Math.max(0, at), bytes.length);
            return new ByteArrayInputStream(bytes, from, bytes.length - from);
        }

        @Override
        public int read(long at, byte[] into, int from, int length) {
            if (at >= bytes.length) {
                return -1;
            }
            int read = (int) Math.min(length, bytes.length - at);
            System.arraycopy(bytes, (int) at, into, from, read);
            return read;
        }
    }

    private record OnDisk(FileChannel channel) implements Store {
        @Override
        public InputStream open(long at) {
            return new Region(this, at);
        }

        @Override
        public int read(long at, byte[] into, int from, int length) throws IOException {
            return channel.read(ByteBuffer.wrap(into, from, length), at);
        }
    }

    /** Opened each time. What failed once fails ever after: a reader may go on where something could not be read. */
    private static final class InPlace implements Store {
        private final String name;
        private final long size;
        private final Opener opener;
        private int openings;
        private Optional<MalformedTraceException> failure = Optional.empty();

        InPlace(String name, long size, Opener opener) {
            this.name = name;
            this.size = size;
            this.opener = opener;
        }

        @Override
        public InputStream open(long at) throws IOException {
            if (failure.isPresent()) {
                throw failure.get();
            }
            if (++openings > MOST_OPENINGS) {
                var what = "a file to be read at more than %d places, expected fewer".formatted(MOST_OPENINGS);
                throw new MalformedTraceException(name, at, what);
            }
            try {
                return new Place(this, at, opener.open(at));
            } catch (IOException unreadable) {
                throw failed(at, unreadable);
            }
        }

        @Override
        public int read(long at, byte[] into, int from, int length) throws IOException {
            try (var in = open(at)) {
                return in.read(into, from, length);
            }
        }

        MalformedTraceException failed(long at, IOException why) {
            var found = Objects.requireNonNullElse(why.getMessage(), why.toString());
            var what = "cannot be read: %s, expected %d bytes of it".formatted(found, size);
            var failed = new MalformedTraceException(name, at, what);
            failed.initCause(why);
            failure = Optional.of(failed);
            return failed;
        }
    }

    /** A file in place, from some offset on. */
    private static final class Place extends InputStream {
        private final InPlace file;
        private final InputStream in;
        private long at;

        Place(InPlace file, long from, InputStream in) {
            this.file = file;
            this.in = in;
            at = from;
        }

        @Override
        public int read() throws IOException {
            return SingleByte.of(this);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = readOn(into, from, length);
            if (read < 0 && at < file.size) {
                throw file.failed(at, new EOFException("the file ends"));
            }
            at += Math.max(0, read);
            return read;
        }

        private int readOn(byte[] into, int from, int length) throws IOException {
            try {
                return in.read(into, from, length);
            } catch (IOException unreadable) {
                throw file.failed(at, unreadable);
            }
        }

        /** Never fails: all that can be read was read, and nothing is written. */
        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException unclosable) {
                // what was read stays true
            }
        }
    }

    private static final class Region extends InputStream {
        private final Store store;
        private long at;

        Region(Store store, long from) {
            this.store = store;
            at = from;
        }

        @Override
        public int read() throws IOException {
            return SingleByte.of(this);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = store.read(at, into, from, length);
            at += Math.max(0, read);
            return read;
        }
    }
}
