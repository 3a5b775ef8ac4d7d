package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.EventBatch;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes the columns of a batch on several threads, each taking the next column that nobody took. A column is written by
 * one thread at a time, batch after batch, so pages come out as from one thread. A file of few batches has no threads
 * but the caller's.
 */
final class ColumnCrew implements Closeable {
    /** Batches that the caller's thread writes before there are others. */
    static final int ALONE = 8;

    private final int threads;
    private final PageScratch callersScratch = new PageScratch();
    private final List<PageScratch> helpersScratch = new ArrayList<>();
    private Optional<ExecutorService> helpers = Optional.empty();
    private int batches;

    /** Of that many threads, the caller's among them. */
    ColumnCrew(int threads) {
        this.threads = threads;
    }

    /** Writes every column of the batch, the last first: it is the map of arguments, which takes longest. */
    void write(List<ColumnPages> columns, EventBatch batch) throws IOException {
        var left = new AtomicInteger(columns.size());
        var running = new ArrayList<Future<?>>();
        for (var scratch : helpersFor(batches++)) {
            running.add(helpers.orElseThrow().submit(() -> take(left, columns, batch, scratch)));
        }
        try {
            take(left, columns, batch, callersScratch);
        } finally {
            left.set(0);
            awaitAll(running);
        }
    }

    @Override
    public void close() {
        helpers.ifPresent(ExecutorService::shutdown);
    }

    private static Void take(AtomicInteger left, List<ColumnPages> columns, EventBatch batch, PageScratch scratch)
            throws IOException {
        for (int column = left.decrementAndGet(); column >= 0; column = left.decrementAndGet()) {
            columns.get(column).write(batch, scratch);
        }
        return null;
    }

    /** Room for each helper; none for the first batches. */
    private List<PageScratch> helpersFor(int batch) {
        if (batch == ALONE && threads > 1) {
            var name = Thread.currentThread().getName() + " column";
            helpers = Optional.of(Executors.newFixedThreadPool(threads - 1, work -> daemon(work, name)));
            for (int i = 1; i < threads; i++) {
                helpersScratch.add(new PageScratch());
            }
        }
        return helpersScratch;
    }

    private static Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Waits for all, whatever happens: the batch and the columns are the caller's again afterwards. */
    private static void awaitAll(List<Future<?>> running) throws IOException {
        Optional<Throwable> failure = Optional.empty();
        boolean interrupted = false;
        for (var future : running) {
            boolean done = false;
            while (!done) {
                try {
                    future.get();
                    done = true;
                } catch (InterruptedException whileWriting) {
                    interrupted = true;
                } catch (ExecutionException failed) {
                    failure = Optional.of(failed.getCause());
                    done = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure.isPresent()) {
            throw new IOException("a column was not written: " + failure.get().getMessage(), failure.get());
        }
    }
}
