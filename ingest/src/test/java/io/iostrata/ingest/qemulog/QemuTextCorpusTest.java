package io.iostrata.ingest.qemulog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.EventTables;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.format.TraceDecoder;
import io.iostrata.ingest.ftracetext.FtraceTextDecoder;
import io.iostrata.ingest.simpletrace.SimpleTraceDecoder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

/** QEMU's three outputs of one run tell the same events, where the corpus is at hand (as in FtraceTextCorpusTest). */
final class QemuTextCorpusTest {
    private static final List<String> COLUMNS =
            List.of("event", "vdev", "vq", "req", "elem", "acb", "level", "sector", "bytes", "offset", "ret", "args");

    @Test
    void logTellsWhatTheSimpletraceFileTells() throws IOException {
        var log = rows("b-native-nomemset-log-r1/qemu-log.txt", QemuLogDecoder::new);
        assertThat(log).hasSize(18_039);
        assertThat(log).isEqualTo(rows("b-native-nomemset-log-r1/qemu-simple.trace", SimpleTraceDecoder::new));
    }

    @Test
    void logWithoutStampsTellsWhatTheSimpletraceFileTells() throws IOException {
        var log = rows("d-log-without-timestamps/qemu-log.txt", QemuLogDecoder::new);
        assertThat(log).hasSize(1839);
        assertThat(log).isEqualTo(rows("d-log-without-timestamps/qemu-simple.trace", SimpleTraceDecoder::new));
    }

    @Test
    void markersTellWhatTheSimpletraceFileTells() throws IOException {
        var simple = rows("b-native-nomemset-ftrace-r1/qemu-simple.trace", SimpleTraceDecoder::new);
        var markers = rows("b-native-nomemset-ftrace-r1/host-trace_pipe.txt", FtraceTextDecoder::kernel);
        markers.removeIf(row -> row.startsWith("kvm_pio") || row.startsWith("kvm_set_irq|"));
        assertThat(markers).hasSize(18_002);
        // Threads overtake each other between the two backends; the file also holds what came before the trace.
        markers.forEach(simple::remove);
        assertThat(simple).hasSize(15).allMatch(row -> row.matches("(virtqueue_pop|virtio_(queue_)?notify)\\|.*"));
    }

    private static List<String> rows(String path, Function<DecodeInput, TraceDecoder> format) throws IOException {
        var corpus = Optional.ofNullable(System.getProperty("iostrata.corpus", System.getenv("IOSTRATA_CORPUS")));
        assumeTrue(corpus.isPresent(), "no corpus: set iostrata.corpus");
        var declarations = Path.of(corpus.get(), "common/trace-events-all");
        var rows = new ArrayList<String>();
        var names = new Names();
        var issues = new IssueLog();
        try (var in = new ByteCursor(path, new BufferedInputStream(Files.newInputStream(Path.of(corpus.get(), path))));
                var allocator = new RootAllocator();
                var batch = new EventBatch(allocator, names)) {
            var text = new Declarations("trace-events-all", Files.readAllBytes(declarations));
            var decoder = format.apply(new DecodeInput(in, names, issues, Optional.of(text), Optional.empty()));
            boolean more = true;
            while (more) {
                batch.reset();
                more = decoder.read(batch);
                EventTables.text(batch, COLUMNS).lines().skip(1).forEach(rows::add);
            }
            assertThat(in.skippedBytes()).as(path).isZero();
        }
        return rows;
    }
}
