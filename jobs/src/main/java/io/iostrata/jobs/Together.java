package io.iostrata.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Small queries and writes at the same time: planning one and committing another leave the cores to the tasks of a third. */
public final class Together {
    private static final int AT_ONCE = 3;

    private Together() {}

    /** Runs all of them; fails as the first of them that failed. */
    public static void run(Runnable... writes) {
        joined(threads -> Stream.of(writes)
                .map(write -> CompletableFuture.runAsync(write, threads))
                .toList());
    }

    /** The answer to each of them; fails as the first of them that failed. */
    public static <K, T> Map<K, T> answers(Map<K, Supplier<T>> questions) {
        return joined(threads -> questions.entrySet().stream()
                        .map(question -> CompletableFuture.supplyAsync(
                                () -> Map.entry(
                                        question.getKey(), question.getValue().get()),
                                threads))
                        .toList())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static <T> List<T> joined(Function<Executor, List<CompletableFuture<T>>> begun) {
        var threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            var joined = new ArrayList<T>();
            begun.apply(threads).forEach(running -> joined.add(running.join()));
            return joined;
        } catch (CompletionException | CancellationException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        } finally {
            threads.shutdown();
        }
    }
}
