package io.iostrata.jobs.server;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The batches of one partition of a result, between the task that makes them and the client that reads them when it
 * likes: a few in memory, the rest in a file, so that a client that stops reading holds neither a task nor memory.
 */
final class Spool implements Closeable {
    private final Path file;
    private final int inMemory;
    private final Deque<byte[]> memory = new ArrayDeque<>();
    private final Deque<Integer> lengthsInFile = new ArrayDeque<>();
    private int bytesInMemory;
    private FileChannel overflow;
    private long readFrom;
    private boolean ended;
    private boolean closed;
    private boolean taken;
    private IOException failure;

    /**
     * An empty one.
     *
     * @param file made when it is needed, gone when the spool is closed
     * @param inMemory bytes that may wait in memory
     */
    Spool(Path file, int inMemory) {
        this.file = file;
        this.inMemory = inMemory;
    }

    synchronized void add(byte[] batch) throws IOException {
        if (closed) {
            throw new IOException("Nobody reads this result any more");
        }
        if (lengthsInFile.isEmpty() && bytesInMemory + batch.length <= inMemory) {
            memory.add(batch);
            bytesInMemory += batch.length;
        } else {
            append(batch);
        }
        notifyAll();
    }

    private void append(byte[] batch) throws IOException {
        if (overflow == null) {
            overflow = FileChannel.open(
                    file,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        }
        if (lengthsInFile.isEmpty()) {
            overflow.truncate(0);
            readFrom = 0;
        }
        var bytes = ByteBuffer.wrap(batch);
        long at = overflow.size();
        while (bytes.hasRemaining()) {
            at += overflow.write(bytes, at);
        }
        lengthsInFile.add(batch.length);
    }

    /** No batch comes any more. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** What was to come does not come. Nothing, if all has. */
    synchronized void fail(IOException why) {
        if (!ended) {
            failure = why;
            notifyAll();
        }
    }

    /** True if nothing was taken yet: then its task may begin anew. */
    synchronized boolean startOver() {
        if (taken) {
            return false;
        }
        memory.clear();
        lengthsInFile.clear();
        bytesInMemory = 0;
        return true;
    }

    /** The next batch, waited for; none at the end. */
    synchronized Optional<byte[]> take() throws IOException, InterruptedException {
        while (memory.isEmpty() && lengthsInFile.isEmpty() && !ended && failure == null) {
            wait();
        }
        if (failure != null) {
            throw failure;
        }
        taken = true;
        if (!memory.isEmpty()) {
            var batch = memory.remove();
            bytesInMemory -= batch.length;
            return Optional.of(batch);
        }
        return lengthsInFile.isEmpty() ? Optional.empty() : Optional.of(read(lengthsInFile.remove()));
    }

    private byte[] read(int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            int count = overflow.read(bytes, readFrom + bytes.position());
            if (count < 0) {
                throw new EOFException(file + ": shorter than what was written to it");
            }
        }
        readFrom += length;
        return bytes.array();
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        memory.clear();
        if (overflow != null) {
            overflow.close();
        }
    }
}
