package io.iostrata.ingest.order;

import io.iostrata.ingest.format.EventBatch;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Passes batches on in their order to a sink that works in a thread of its own, beside the one that makes them. At most
 * {@link #WAITING} batches wait. A source of few batches stays on one thread, and so does everything on a machine of one
 * processor.
 *
 * <p>What the sink throws is thrown to the caller: by the next {@link #accept}, at the latest by {@link #finish}.
 */
public final class HandOver implements BatchSink, Closeable {
    /** Batches that the caller's thread passes on itself before there is another. */
    static final int ALONE = 8;

    static final int WAITING = 4;

    private static final long ENDS_WITHIN_MS = 100;

    private final BatchSink sink;
    private final BatchPool pool;
    private final int alone;
    private final BlockingQueue<Optional<EventBatch>> queue = new ArrayBlockingQueue<>(WAITING);
    private Optional<Thread> thread = Optional.empty();
    private int accepted;
    private volatile boolean abandoned;
    private volatile Optional<Throwable> failure = Optional.empty();

    public HandOver(BatchSink sink, BatchPool pool) {
        this(sink, pool, Runtime.getRuntime().availableProcessors() > 1 ? ALONE : Integer.MAX_VALUE);
    }

    /** With a thread after {@code alone} batches. */
    HandOver(BatchSink sink, BatchPool pool, int alone) {
        this.sink = sink;
        this.pool = pool;
        this.alone = alone;
    }

    @Override
    public void accept(EventBatch batch) throws IOException {
        if (accepted < alone) {
            accepted++;
            sink.accept(batch);
            return;
        }
        if (thread.isEmpty()) {
            thread = Optional.of(started());
        }
        put(Optional.of(batch));
        rethrow();
    }

    /** Waits until the sink has taken every batch. From here on it is the caller's again. */
    public void finish() throws IOException {
        if (thread.isPresent()) {
            put(Optional.empty());
            join(thread.get());
            thread = Optional.empty();
        }
        rethrow();
    }

    /** Ends the thread; batches that wait do not reach the sink. From here on it is the caller's again. */
    @Override
    public void close() {
        abandoned = true;
        boolean interrupted = false;
        while (thread.filter(Thread::isAlive).isPresent()) {
            queue.clear();
            queue.add(Optional.empty());
            try {
                thread.get().join(ENDS_WITHIN_MS);
            } catch (InterruptedException whileEnding) {
                interrupted = true;
            }
        }
        thread = Optional.empty();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread started() {
        var started = new Thread(this::passOn, Thread.currentThread().getName() + " encode");
        started.setDaemon(true);
        started.start();
        return started;
    }

    /** Takes batches until the empty one, whatever happens to them: nobody waits for room in vain. */
    private void passOn() {
        boolean more = true;
        while (more) {
            try {
                var next = queue.take();
                more = next.isPresent();
                next.ifPresent(this::passOn);
            } catch (InterruptedException nobodyDoes) {
                failure = Optional.of(nobodyDoes);
            }
        }
    }

    private void passOn(EventBatch batch) {
        if (abandoned || failure.isPresent()) {
            pool.give(batch);
            return;
        }
        try {
            sink.accept(batch);
        } catch (IOException | RuntimeException | Error failed) {
            failure = Optional.of(failed);
        }
    }

    private void put(Optional<EventBatch> batch) throws IOException {
        try {
            queue.put(batch);
        } catch (InterruptedException interrupted) {
            throw interrupted();
        }
    }

    private static void join(Thread thread) throws IOException {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while a source was being written");
    }

    private void rethrow() throws IOException {
        if (failure.isPresent()) {
            throw new IOException("writing failed: " + failure.get().getMessage(), failure.get());
        }
    }
}
