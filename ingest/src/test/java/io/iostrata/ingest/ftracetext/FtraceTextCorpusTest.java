package io.iostrata.ingest.ftracetext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.format.TraceDecoder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

/** Whole traces, where the corpus is at hand: system property iostrata.corpus or environment IOSTRATA_CORPUS. */
final class FtraceTextCorpusTest {

    @Test
    void readsEveryLineOfTheCorpus() throws IOException {
        assertTrace("b-native-memset-r1/guest-trace_pipe.txt.gz", 5700);
        assertTrace("b-native-memset-r1/host-trace_pipe.txt.gz", 15_000);
        assertTrace("b-native-nomemset-ftrace-r1/host-trace_pipe.txt", 24_002);
        assertTrace("d-boot-shutdown-r1/host-trace_pipe.txt.gz", 46_898);
        assertTrace("t-real-guest-ftrace-r1/trace.txt", 20_072);
    }

    private static void assertTrace(String path, long events) throws IOException {
        var corpus = Optional.ofNullable(System.getProperty("iostrata.corpus", System.getenv("IOSTRATA_CORPUS")));
        assumeTrue(corpus.isPresent(), "no corpus: set iostrata.corpus");
        var names = new Names();
        var issues = new IssueLog();
        var file = new BufferedInputStream(Files.newInputStream(Path.of(corpus.get(), path)));
        try (var in = new ByteCursor(path, path.endsWith(".gz") ? new GZIPInputStream(file) : file);
                var allocator = new RootAllocator();
                var batch = new EventBatch(allocator, names)) {
            var decoder =
                    FtraceTextDecoder.kernel(new DecodeInput(in, names, issues, Optional.empty(), Optional.empty()));
            assertThat(count(decoder, batch)).as(path).isEqualTo(events);
            assertThat(in.skippedBytes()).as(path).isZero();
            assertThat(issues.rows()).as(path).isEqualTo(List.of());
        }
    }

    private static long count(TraceDecoder decoder, EventBatch batch) throws IOException {
        long rows = 0;
        boolean more = true;
        while (more) {
            batch.reset();
            more = decoder.read(batch);
            rows += batch.rows();
        }
        return rows;
    }
}
