package io.iostrata.ingest.bytes;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads a decompressed file front to back. It knows the file's name and the offset, checks bounds before anything is
 * read, and keeps account of the bytes that no decoder understood.
 *
 * <p>Two ways to read: the named reads ({@code in.u32("name length")}), and for hot paths {@link #buffered} followed by
 * {@link #buffer()} and {@link #position()}, then {@link #advance}.
 *
 * <p>Of a file that is read in parts it reads one: offsets are those of the file, and what follows the part's end can be
 * looked at, so that a decoder sees what it would see in the whole file. It is the decoder that stops there.
 */
public final class ByteCursor implements Closeable {
    public static final VarHandle LONG_LE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    public static final VarHandle LONG_BE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    public static final VarHandle INT_LE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    public static final VarHandle INT_BE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final int BUFFER = 1 << 20;
    /** What a small file needs. */
    private static final int SMALL = 1 << 15;
    /** Bytes asked for at once: what was just read is still in the processor's cache when it is decoded. */
    private static final int READ = 1 << 18;
    /** No format needs more at once: the longest line and the longest record are below it. */
    private static final int LARGEST_WANT = 64 << 20;

    private final String file;
    private final InputStream in;
    private final boolean isPart;
    private long end;
    private byte[] buffer;
    private int position;
    private int limit;
    private long bufferOffset;
    private long skippedBytes;
    private boolean exhausted;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    public ByteCursor(String file, InputStream in) {
        this(file, in, new byte[SMALL]);
    }

    private ByteCursor(String file, InputStream in, byte[] buffer) {
        this.file = file;
        this.in = in;
        this.buffer = buffer;
        isPart = false;
        end = Long.MAX_VALUE;
    }

    /** One part of a file, of which {@code in} gives the bytes from offset {@code begin} on. */
    public ByteCursor(String file, InputStream in, long begin, long end) {
        this.file = file;
        this.in = in;
        buffer = new byte[SMALL];
        isPart = true;
        bufferOffset = begin;
        this.end = end;
    }

    /** Reads bytes that are in memory; they are not copied. */
    public static ByteCursor of(String file, byte[] bytes) {
        var cursor = new ByteCursor(file, InputStream.nullInputStream(), bytes);
        cursor.limit = bytes.length;
        cursor.exhausted = true;
        return cursor;
    }

    public String file() {
        return file;
    }

    /** Offset of the next byte. */
    public long offset() {
        return bufferOffset + position;
    }

    /** True where others read what is before or behind. */
    public boolean isPart() {
        return isPart;
    }

    /** Offset that a decoder stops at, between two records; no file is as long as that of a file read whole. */
    public long end() {
        return end;
    }

    /** Lets a decoder that came to the end go on to a later one. */
    public void end(long newEnd) {
        end = newEnd;
    }

    public ByteOrder order() {
        return order;
    }

    public void order(ByteOrder newOrder) {
        order = newOrder;
    }

    public boolean atEnd() throws IOException {
        return buffered(1) == 0;
    }

    /** Reads ahead until {@code want} bytes can be read without more input; returns how many there are, at most that. */
    public int buffered(int want) throws IOException {
        int have = limit - position;
        return have >= want ? want : fill(want);
    }

    /** The bytes read ahead: valid from {@link #position()} for as many as {@link #buffered} returned, until the next read. */
    public byte[] buffer() {
        return buffer;
    }

    public int position() {
        return position;
    }

    /** End of the bytes read ahead. */
    public int limit() {
        return limit;
    }

    /** Moves past bytes that were read ahead. */
    public void advance(int bytes) {
        if (bytes < 0 || bytes > limit - position) {
            throw new IllegalArgumentException("Invalid advance: " + bytes + " (at most " + (limit - position) + ")");
        }
        position += bytes;
    }

    public int u8(String what) throws IOException {
        int at = need(1, what);
        return buffer[at] & 0xff;
    }

    public long u32(String what) throws IOException {
        int at = need(4, what);
        return (int) (order == ByteOrder.LITTLE_ENDIAN ? INT_LE : INT_BE).get(buffer, at) & 0xffff_ffffL;
    }

    /** A 64-bit number; unsigned ones keep their bits. */
    public long u64(String what) throws IOException {
        int at = need(8, what);
        return (long) (order == ByteOrder.LITTLE_ENDIAN ? LONG_LE : LONG_BE).get(buffer, at);
    }

    /** Bytes of a length that the input states: checked against {@code most} before anything is allocated. */
    public byte[] bytes(long length, int most, String what) throws IOException {
        long at = offset();
        if (length < 0 || length > most) {
            throw malformed(at, "%s of %s bytes, expected at most %d", what, Long.toUnsignedString(length), most);
        }
        int start = need((int) length, what);
        return Arrays.copyOfRange(buffer, start, start + (int) length);
    }

    /** Moves past {@code bytes} that were not understood; fewer where the input ends. Returns how many. */
    public long skip(long bytes) throws IOException {
        long left = bytes;
        while (left > 0) {
            int here = (int) Math.min(left, Math.max(1, limit - position));
            int have = buffered(here);
            if (have == 0) {
                break;
            }
            position += have;
            left -= have;
        }
        skippedBytes += bytes - left;
        return bytes - left;
    }

    /** Moves past bytes that were read elsewhere: of a part that has no bytes of its own. */
    public void passOver(long bytes) {
        bufferOffset += bytes;
    }

    /** Puts bytes that were already passed on the account of those not understood. */
    public void countSkipped(long bytes) {
        skippedBytes += bytes;
    }

    /** Moves to the end, all of it not understood. Returns how many bytes that were. */
    public long skipToEnd() throws IOException {
        return skip(Long.MAX_VALUE);
    }

    public long skippedBytes() {
        return skippedBytes;
    }

    public MalformedTraceException malformed(long offset, String what, Object... arguments) {
        return new MalformedTraceException(file, offset, what.formatted(arguments));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private int need(int bytes, String what) throws IOException {
        int have = buffered(bytes);
        if (have < bytes) {
            throw malformed(offset(), "%s needs %d bytes, %d left", what, bytes, have);
        }
        int at = position;
        position += bytes;
        return at;
    }

    private int fill(int want) throws IOException {
        if (want > LARGEST_WANT) {
            throw malformed(offset(), "%d bytes wanted at once, expected at most %d", want, LARGEST_WANT);
        }
        while (limit - position < want && !exhausted) {
            makeRoom(want);
            int read = in.read(buffer, limit, Math.min(READ, buffer.length - limit));
            if (read < 0) {
                exhausted = true;
            } else {
                limit += read;
            }
        }
        return Math.min(want, limit - position);
    }

    /** Grows as the input fills the buffer, not by what is wanted: the input may have less. */
    private void makeRoom(int want) {
        if (limit < buffer.length) {
            return;
        }
        int have = limit - position;
        boolean isLargeEnough = want <= buffer.length && buffer.length > SMALL;
        byte[] target = isLargeEnough ? buffer : new byte[Math.max(BUFFER, 2 * buffer.length)];
        System.arraycopy(buffer, position, target, 0, have);
        buffer = target;
        bufferOffset += position;
        position = 0;
        limit = have;
    }
}
