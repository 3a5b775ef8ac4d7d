package io.iostrata.ingest.parquet;

import com.sun.management.ThreadMXBean;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.format.TraceFormat;
import io.iostrata.ingest.order.BatchPool;
import io.iostrata.ingest.parquet.SourceInput.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/** Decodes bytes of no trust as an ingest does, and holds what comes of it against what must. */
final class HostileSource implements AutoCloseable {
    /** How messages of a decoder that threw or stood still begin; text of the input stands in quotes. */
    private static final Pattern GAVE_UP = Pattern.compile("\\S+@0x[0-9a-f]+: (decoder failed: |read nothing )");

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long LEAST_MEMORY = 64 << 20;
    private static final long WRITER_MEMORY = 256 << 20;
    private static final int DECODED_WITH_ONE_POOL = 100;
    /** Of so many inputs one is shown to all formats: that takes longer than many a decoder. */
    private static final int RECOGNISED_OF = 8;

    private static final EventFileSpec SPEC = new EventFileSpec("r1", "i1", 1, Map.of());

    private final BufferAllocator allocator = new RootAllocator(LEAST_MEMORY);
    private BatchPool pool = new BatchPool(allocator, new Names());
    private int decoded;

    /** Throws an AssertionError that says what is wrong, with any exception a decoder let out as its cause. */
    void decode(Seed seed) {
        refreshPool();
        try {
            if (decoded % RECOGNISED_OF == 1) {
                TraceFormat.of(new Head(Arrays.copyOf(seed.files().get(0), Math.min(Head.LENGTH, seed.length()))));
            }
            long allocated = check(seed);
            if (allocated > most(seed)) {
                allocated = check(seed);
            }
            if (allocated > most(seed)) {
                throw new AssertionError(
                        "%s: %d bytes of memory, expected at most %d".formatted(seed, allocated, most(seed)));
            }
        } catch (IOException | RuntimeException letOut) {
            throw new AssertionError(seed + ": " + letOut, letOut);
        }
    }

    /** Bytes of memory it took; classes that are loaded on the way count too, so only the second time tells. */
    private long check(Seed seed) throws IOException {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        var result = result(seed);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        check(seed, result);
        return allocated;
    }

    private static long size(Seed seed) {
        return seed.files().stream().mapToLong(file -> file.length).sum();
    }

    private static long most(Seed seed) {
        return 4 * size(seed) + LEAST_MEMORY;
    }

    /** As {@link #decode}, put in order and written to a file in a directory that is empty again afterwards. */
    void write(Seed seed, Path directory) throws IOException {
        var file = directory.resolve("events.parquet");
        try (var roomy = new RootAllocator(WRITER_MEMORY)) {
            var target = new EventFileTarget() {
                @Override
                public OutputFile create() {
                    return new LocalOutputFile(file);
                }

                @Override
                public void discard(OutputFile discarded) throws IOException {
                    Files.deleteIfExists(file);
                }
            };
            var result = new SourceWriter(roomy, directory).write(input(seed), SPEC, target);
            check(seed, result);
            Files.deleteIfExists(file);
        } catch (IOException | RuntimeException letOut) {
            throw new AssertionError(seed + ": " + letOut, letOut);
        }
        try (var left = Files.list(directory)) {
            left.findAny().ifPresent(path -> {
                throw new AssertionError(seed + ": left " + path);
            });
        }
    }

    private SourceResult result(Seed seed) throws IOException {
        try (var decoding = new SourceDecoding(input(seed), pool)) {
            decoding.into(pool::give);
            return decoding.result(0, Optional.empty());
        }
    }

    private static SourceInput input(Seed seed) {
        var others = new ArrayList<Part>();
        seed.files().stream()
                .skip(1)
                .forEach(file -> others.add(new Part("other" + others.size(), () -> new ByteArrayInputStream(file))));
        return new SourceInput(
                "input",
                seed.format()::open,
                () -> new ByteArrayInputStream(seed.files().get(0)),
                seed.declarations(),
                Optional.empty(),
                others);
    }

    private static void check(Seed seed, SourceResult result) {
        long size = size(seed);
        long known = result.bytesDecoded() + result.bytesSkipped();
        for (var other : result.others()) {
            known += other.decoded() + other.skipped();
        }
        if (known != size) {
            throw new AssertionError(seed + ": " + known + " bytes decoded or skipped of " + size);
        }
        for (var issue : result.issues()) {
            if (GAVE_UP.matcher(issue.message()).lookingAt()) {
                throw new AssertionError(seed + ": " + issue.message());
            }
        }
    }

    /** Names of damaged inputs pile up in a pool. */
    private void refreshPool() {
        decoded++;
        if (decoded % DECODED_WITH_ONE_POOL == 0) {
            pool.close();
            pool = new BatchPool(allocator, new Names());
        }
    }

    @Override
    public void close() {
        pool.close();
        allocator.close();
    }
}
