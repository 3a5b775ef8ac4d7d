package io.iostrata.ingest.parquet;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Many damaged inputs of one seed, decoded on every processor. The first trouble ends it: what a decoder let out, a wrong
 * account of bytes, too much memory, or an input that takes {@link #MOST_CPU_NS} of one processor.
 */
final class DamagedInputs {
    private static final long MOST_CPU_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_MS = 100;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Seed seed;
    private final int count;
    private final IntFunction<byte[]> damaged;
    private final AtomicInteger next = new AtomicInteger();

    private DamagedInputs(Seed seed, int count, IntFunction<byte[]> damaged) {
        this.seed = seed;
        this.count = count;
        this.damaged = damaged;
    }

    /** Decodes {@code count} inputs; {@code damaged} gives the leading file of each, the same for the same number. */
    static void decode(Seed seed, int count, IntFunction<byte[]> damaged) throws InterruptedException {
        new DamagedInputs(seed, count, damaged).decode();
    }

    private void decode() throws InterruptedException {
        var workers = new ArrayList<Worker>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            workers.add(new Worker());
        }
        workers.forEach(Thread::start);
        for (var worker : workers) {
            while (worker.isAlive()) {
                worker.join(LOOK_MS);
                workers.forEach(this::checkTime);
            }
        }
        failure(workers).ifPresent(DamagedInputs::rethrow);
    }

    private void checkTime(Worker worker) {
        int input = worker.input;
        long begun = worker.begunNs;
        long now = THREADS.getThreadCpuTime(worker.getId());
        if (now - begun > MOST_CPU_NS && input == worker.input && begun == worker.begunNs && worker.isAlive()) {
            next.set(count);
            var endless = new AssertionError(
                    "%s, input %d: no end after %d s".formatted(seed, input, MOST_CPU_NS / 1_000_000_000));
            endless.setStackTrace(worker.getStackTrace());
            throw endless;
        }
    }

    private static Optional<Throwable> failure(List<Worker> workers) {
        return workers.stream().flatMap(worker -> worker.failure.stream()).findFirst();
    }

    private static void rethrow(Throwable failure) {
        throw new AssertionError(failure.getMessage(), failure);
    }

    /** Takes one input after the other. */
    private final class Worker extends Thread {
        private volatile int input;
        private volatile long begunNs;
        private volatile Optional<Throwable> failure = Optional.empty();

        Worker() {
            super("damaged inputs");
            setDaemon(true);
        }

        @Override
        public void run() {
            try (var source = new HostileSource()) {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    input = i;
                    begunNs = THREADS.getCurrentThreadCpuTime();
                    source.decode(seed.leading(damaged.apply(i)));
                }
            } catch (RuntimeException | Error failed) {
                failure = Optional.of(new AssertionError("input %d: %s".formatted(input, failed.getMessage()), failed));
                next.set(count);
            }
        }
    }
}
