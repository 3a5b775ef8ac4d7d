package io.iostrata.ingest.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * A stream that can be looked ahead into and that knows how far it was read. A failure surfaces only after the bytes that
 * came before it, and then at every read.
 */
final class LookAhead extends InputStream {
    private static final int SMALL = 512;
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private byte[] buffer = new byte[SMALL];
    private int position;
    private int limit;
    private long offset;
    private boolean ended;
    private Optional<IOException> failure = Optional.empty();

    LookAhead(InputStream in) {
        this.in = in;
    }

    /** Offset of the next byte. */
    long offset() {
        return offset;
    }

    /** The next bytes, which stay unread: {@code want} of them, fewer before the end or a failure. */
    byte[] peek(int want) {
        fill(want);
        return Arrays.copyOfRange(buffer, position, position + Math.min(want, limit - position));
    }

    /** How many bytes lie in {@link #buffer()} from {@link #position()} on; 0 at the end only. */
    int buffered() throws IOException {
        if (position == limit) {
            position = 0;
            limit = 0;
            fill(buffer.length < BUFFER ? BUFFER : 1);
        }
        if (position == limit && failure.isPresent()) {
            throw failure.get();
        }
        return limit - position;
    }

    byte[] buffer() {
        return buffer;
    }

    int position() {
        return position;
    }

    /** Moves past bytes that are buffered. */
    void advance(int bytes) {
        position += bytes;
        offset += bytes;
    }

    /** Moves past {@code bytes}; returns how many there were. */
    long pass(long bytes) throws IOException {
        long left = bytes;
        while (left > 0 && buffered() > 0) {
            int here = (int) Math.min(left, limit - position);
            advance(here);
            left -= here;
        }
        return bytes - left;
    }

    @Override
    public int read() throws IOException {
        if (position == limit && buffered() == 0) {
            return -1;
        }
        offset++;
        return buffer[position++] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (position == limit && length >= BUFFER && !ended) {
            return readPast(into, from, length);
        }
        if (length > 0 && buffered() == 0) {
            return -1;
        }
        int here = Math.min(length, limit - position);
        System.arraycopy(buffer, position, into, from, here);
        advance(here);
        return here;
    }

    @Override
    public int available() {
        return limit - position;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private int readPast(byte[] into, int from, int length) throws IOException {
        int read = in.read(into, from, length);
        offset += Math.max(0, read);
        return read;
    }

    private void fill(int want) {
        if (buffer.length - position < want) {
            makeRoom(want);
        }
        while (limit - position < want && !ended) {
            try {
                int read = in.read(buffer, limit, buffer.length - limit);
                ended = read < 0;
                limit += Math.max(0, read);
            } catch (IOException broken) {
                fail(broken);
            } catch (RuntimeException nonsense) {
                fail(new IOException(nonsense.toString(), nonsense));
            }
        }
    }

    private void fail(IOException why) {
        failure = Optional.of(why);
        ended = true;
    }

    private void makeRoom(int want) {
        byte[] target = want <= buffer.length ? buffer : new byte[want <= SMALL ? SMALL : Math.max(want, BUFFER)];
        System.arraycopy(buffer, position, target, 0, limit - position);
        limit -= position;
        position = 0;
        buffer = target;
    }
}
