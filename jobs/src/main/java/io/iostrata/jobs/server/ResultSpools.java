package io.iostrata.jobs.server;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** A query's result, a spool for each partition, read in the partitions' order. */
final class ResultSpools implements Closeable {
    /** Bytes of a result that may wait in memory. */
    private static final int IN_MEMORY = 16 << 20;

    private final Spool[] spools;
    private final long largest;
    private final AtomicLong bytes = new AtomicLong();
    private int current;

    /** @param largest bytes of a result that may wait to be read */
    ResultSpools(Path directory, String query, int partitions, long largest) {
        this.largest = largest;
        int inMemory = IN_MEMORY / Math.max(1, partitions);
        spools = IntStream.range(0, partitions)
                .mapToObj(partition -> new Spool(directory.resolve(query + "-" + partition), inMemory))
                .toArray(Spool[]::new);
    }

    /** Where a task puts its batches. A task that is repeated begins anew, unless some of the first are out already. */
    Spool begin(int partition) throws IOException {
        if (partition < 0 || partition >= spools.length) {
            throw new IOException("No such part of the result: " + partition);
        }
        if (!spools[partition].startOver()) {
            var late = new IOException("A part of the result had to be computed anew after rows of it were sent");
            fail(late);
            throw late;
        }
        return spools[partition];
    }

    void add(Spool spool, byte[] batch) throws IOException {
        try {
            if (bytes.addAndGet(batch.length) > largest) {
                throw new IOException(
                        "More than " + largest
                                + " bytes of the result wait to be read (iostrata serve --largest-result-gib allows more; LIMIT asks for less)");
            }
            spool.add(batch);
        } catch (IOException refused) {
            fail(refused);
            throw refused;
        }
    }

    /** The next batch, waited for; none at the end. */
    Optional<byte[]> next() throws IOException, InterruptedException {
        while (current < spools.length) {
            var batch = spools[current].take();
            if (batch.isPresent()) {
                bytes.addAndGet(-batch.get().length);
                return batch;
            }
            spools[current++].close();
        }
        return Optional.empty();
    }

    void fail(IOException why) {
        for (var spool : spools) {
            spool.fail(why);
        }
    }

    @Override
    public void close() throws IOException {
        for (var spool : spools) {
            spool.close();
        }
    }
}
