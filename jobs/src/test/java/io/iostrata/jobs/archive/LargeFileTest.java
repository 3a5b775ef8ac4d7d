package io.iostrata.jobs.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.archive.ArchiveStore;
import io.iostrata.ingest.archive.Member;
import io.iostrata.ingest.archive.RunFile;
import io.iostrata.ingest.format.TraceFormat;
import io.iostrata.ingest.parquet.SourceInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LargeFileTest {
    private static final AtomicInteger OPENED = new AtomicInteger();

    @Test
    void aTraceDatInAStoreIsNotLookedAtForCuts() {
        assertThat(opened(TraceFormat.TRACE_DAT, "s3a://bucket/trace.dat")).isZero();
        assertThat(opened(TraceFormat.TRACE_DAT, "/archive/trace.dat")).isPositive();
        assertThat(opened(TraceFormat.SIMPLETRACE, "s3a://bucket/trace")).isPositive();
    }

    /** How often a large file is opened while its splits are planned. */
    private static int opened(TraceFormat format, String path) {
        OPENED.set(0);
        var file = new RunFile(new Member(path, "", "trace", 1L << 40), format.name(), "", "", "", 0);
        var store = new Zeros();
        var input = new SourceInput(path, format::open, () -> store.open(path), Optional.empty(), Optional.empty());
        assertThat(new LargeFile(store, file).splits(input)).isEmpty();
        return OPENED.get();
    }

    /** Any file, of zeros. */
    private static final class Zeros implements ArchiveStore {
        private static final long serialVersionUID = 1;

        @Override
        public List<Entry> list(String directory) {
            return List.of();
        }

        @Override
        public Entry entry(String path) {
            return new Entry(path, path, Kind.FILE, 0);
        }

        @Override
        public InputStream open(String file) {
            OPENED.incrementAndGet();
            return new ByteArrayInputStream(new byte[100]);
        }

        @Override
        public InputStream open(String file, long offset) throws IOException {
            if (offset > 0) {
                throw new IOException("no more");
            }
            return open(file);
        }

        @Override
        public boolean isLocal(String file) {
            return file.startsWith("/");
        }
    }
}
