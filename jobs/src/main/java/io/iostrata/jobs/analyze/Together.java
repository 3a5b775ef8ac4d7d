package io.iostrata.jobs.analyze;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Writes of small tables at the same time: planning one and committing another leave the cores to the tasks of a third. */
final class Together {
    private static final int AT_ONCE = 3;

    private Together() {}

    /** Runs all of them; fails as the first of them that failed. */
    static void run(Runnable... writes) {
        var threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<CompletableFuture<Void>> running = Stream.of(writes)
                    .map(write -> CompletableFuture.runAsync(write, threads))
                    .toList();
            running.forEach(CompletableFuture::join);
        } catch (CompletionException | CancellationException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        } finally {
            threads.shutdown();
        }
    }
}
