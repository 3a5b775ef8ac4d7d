package io.iostrata.ingest.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.RootAllocator;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnCrewTest {
    private static final EventFileSpec SPEC = new EventFileSpec("r1", "i1", 7, Map.of());
    private static final int BATCHES = 3 * ColumnCrew.ALONE;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void threeThreadsWriteTheSameBytesAsOne(long seed) throws IOException {
        assertThat(written(seed, 3)).isEqualTo(written(seed, 1)).hasSizeGreaterThan(100_000);
    }

    @Test
    void whatFailsInAHelperReachesTheCaller() {
        var failing = new Counting(new AtomicInteger());
        try (var allocator = new RootAllocator();
                var batch = new EventBatch(allocator, new Names());
                var crew = new ColumnCrew(3)) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1000; i++) {
                            crew.write(List.of(failing, failing, failing, failing), batch);
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("disk full");
        }
    }

    private byte[] written(long seed, int threads) throws IOException {
        var file = directory.resolve(threads + ".parquet");
        var names = new Names();
        var random = new RandomEvents(seed, names);
        try (var allocator = new RootAllocator();
                var batch = new EventBatch(allocator, names);
                var writer = new EventFileWriter(new LocalOutputFile(file), SPEC, threads)) {
            for (int i = 0; i < BATCHES; i++) {
                batch.reset();
                random.fill(batch, 2000);
                writer.write(batch);
            }
            writer.finish();
        }
        return Files.readAllBytes(file);
    }

    /** A column that cannot be written any more once helpers are at work. */
    private record Counting(AtomicInteger writes) implements ColumnPages {
        @Override
        public void start(PageWriteStore store) {}

        @Override
        public void write(EventBatch batch, PageScratch scratch) throws IOException {
            if (writes.incrementAndGet() > 4 * ColumnCrew.ALONE && isHelper()) {
                throw new IOException("disk full");
            }
        }

        private static boolean isHelper() {
            return Thread.currentThread().getName().endsWith(" column");
        }

        @Override
        public void finish() {}
    }
}
