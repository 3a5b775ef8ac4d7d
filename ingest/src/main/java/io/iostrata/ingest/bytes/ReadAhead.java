package io.iostrata.ingest.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A stream that another thread reads ahead, at most {@link #WAITING} pieces: reading, decompressing and digesting go on
 * while the caller decodes. The first {@link #ALONE} bytes are read by the caller, so a short stream needs no thread.
 *
 * <p>What the stream throws is thrown where its bytes would be.
 */
public final class ReadAhead extends InputStream {
    /** Bytes that the caller reads itself. */
    static final int ALONE = 4 << 20;

    private static final int PIECE = 1 << 18;
    private static final int WAITING = 4;
    private static final long ENDS_WITHIN_MS = 100;

    private final InputStream in;
    private final int alone;
    private final BlockingQueue<Piece> full = new ArrayBlockingQueue<>(WAITING);
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(WAITING + 2);
    private Optional<Thread> thread = Optional.empty();
    private Piece piece = new Piece(new byte[0], 0, Optional.empty());
    private int position;
    private int readAlone;
    private volatile boolean isClosed;

    /** Bytes that were read; without any the end, or what the stream threw. */
    private record Piece(byte[] bytes, int length, Optional<Throwable> failure) {
        boolean isLast() {
            return length < 0;
        }
    }

    public ReadAhead(InputStream in) {
        this(in, Runtime.getRuntime().availableProcessors() > 1 ? ALONE : Integer.MAX_VALUE);
    }

    /** With a thread after {@code alone} bytes. */
    ReadAhead(InputStream in, int alone) {
        this.in = in;
        this.alone = alone;
    }

    @Override
    public int read() throws IOException {
        return SingleByte.of(this);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (readAlone < alone) {
            int read = in.read(into, from, length);
            readAlone += Math.max(0, Math.min(read, alone - readAlone));
            return read;
        }
        if (thread.isEmpty()) {
            thread = Optional.of(started());
        }
        while (position == piece.length && !piece.isLast()) {
            free.offer(piece.bytes);
            piece = next();
            position = 0;
        }
        return piece.isLast() ? end() : copied(into, from, length);
    }

    private int copied(byte[] into, int from, int length) {
        int copied = Math.min(length, piece.length - position);
        System.arraycopy(piece.bytes, position, into, from, copied);
        position += copied;
        return copied;
    }

    private int end() throws IOException {
        if (piece.failure.isPresent()) {
            throw new IOException(piece.failure.get().getMessage(), piece.failure.get());
        }
        return -1;
    }

    private Piece next() throws IOException {
        try {
            return full.take();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a file was being read");
        }
    }

    private Thread started() {
        var started = new Thread(this::readOn, Thread.currentThread().getName() + " read");
        started.setDaemon(true);
        started.start();
        return started;
    }

    private void readOn() {
        boolean more = true;
        while (more && !isClosed) {
            var read = readPiece();
            more = !read.isLast();
            try {
                full.put(read);
            } catch (InterruptedException nobodyDoes) {
                more = false;
            }
        }
    }

    /** Never throws: whatever it is, it is the caller's to know. */
    private Piece readPiece() {
        var recycled = free.poll();
        byte[] bytes = recycled == null || recycled.length < PIECE ? new byte[PIECE] : recycled;
        try {
            return new Piece(bytes, in.read(bytes, 0, PIECE), Optional.empty());
        } catch (IOException | RuntimeException | Error failed) {
            return new Piece(bytes, -1, Optional.of(failed));
        }
    }

    /** Closes the stream, after the thread has let go of it. */
    @Override
    public void close() throws IOException {
        isClosed = true;
        boolean interrupted = false;
        while (thread.filter(Thread::isAlive).isPresent()) {
            full.clear();
            try {
                thread.get().join(ENDS_WITHIN_MS);
            } catch (InterruptedException whileEnding) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        in.close();
    }
}
