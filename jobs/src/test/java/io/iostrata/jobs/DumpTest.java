package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.iostrata.ingest.arrow.EventSchema;
import io.iostrata.ingest.format.EventBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DumpTest {
    private static final Path GOLDEN = Path.of("..", "ingest", "src", "test", "resources", "simpletrace");

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"strings", "dropped", "truncated"})
    void textIsWhatQemusScriptPrints(String golden) throws IOException {
        var directory = GOLDEN.resolve(golden);

        var dump = Commands.run(
                "dump",
                directory.resolve("input").toString(),
                "--trace-events",
                directory.resolve("trace-events").toString());

        assertThat(dump.out()).isEqualTo(Files.readString(directory.resolve("expected.txt")));
        assertThat(dump.status()).isZero();
    }

    @Test
    void findsTheTraceEventsBesideTheFile() throws IOException {
        var dump =
                Commands.run("dump", GOLDEN.resolve("strings").resolve("input").toString());

        assertThat(dump.out())
                .isEqualTo(Files.readString(GOLDEN.resolve("strings").resolve("expected.txt")));
    }

    @Test
    void findsTheTraceEventsThatTheManifestNames() {
        Runs.write(dir.resolve("common/trace-events-all"), Runs.TRACE_EVENTS);
        Runs.write(dir.resolve("run/run.json"), "{\"files\": [{\"path\": \"../common/trace-events-all\"}]}");
        var trace = Runs.write(dir.resolve("run/qemu.trace"), Runs.notifies(2));

        var dump = Commands.run("dump", trace.toString());

        assertThat(dump.out())
                .isEqualTo(
                        """
                        virtio_notify 0.000 vdev=0xffff888000001000 vq=0x2000
                        virtio_notify 1.000 vdev=0xffff888000001000 vq=0x2000
                        """);
    }

    @Test
    void jsonLinesHaveTheKeysOfTheContract() throws IOException {
        Runs.simpletrace(dir, 2);

        var dump = Commands.run(
                "dump", "--format", "jsonl", dir.resolve("qemu.trace").toString());

        assertThat(dump.out())
                .startsWith("{\"seq\":0,\"ts_ns\":1000000,\"ts_raw\":null,\"cpu\":null,\"pid\":null,\"tid\":null,"
                        + "\"comm\":null,\"event\":\"virtio_notify\","
                        + "\"args\":{\"vdev\":\"0xffff888000001000\",\"vq\":\"0x2000\"}}\n");
        var last = new ObjectMapper().readTree(dump.out().lines().toList().get(1));
        assertThat(List.copyOf(last.properties()))
                .extracting(entry -> entry.getKey())
                .containsExactly("seq", "ts_ns", "ts_raw", "cpu", "pid", "tid", "comm", "event", "args");
        assertThat(last.path("ts_ns").asLong()).isEqualTo(1_001_000);
    }

    @Test
    void arrowIsAStreamOfTheColumnsOfEvents() throws IOException {
        Runs.simpletrace(dir, 40_000);
        var out = dir.resolve("events.arrows");

        var dump = Commands.run(
                "dump", "--format", "arrow", dir.resolve("qemu.trace").toString(), "--out", out.toString());

        assertThat(dump.out() + dump.err()).isEmpty();
        try (var allocator = new RootAllocator();
                var reader = new ArrowStreamReader(Files.newInputStream(out), allocator)) {
            var root = reader.getVectorSchemaRoot();
            assertThat(root.getSchema()).isEqualTo(EventSchema.SCHEMA);
            assertThat(reader.loadNextBatch()).isTrue();
            assertThat(root.getRowCount()).isEqualTo(EventBatch.ROWS);
            assertThat(reader.loadNextBatch()).isTrue();
            assertThat(root.getRowCount()).isEqualTo(40_000 - EventBatch.ROWS);
            assertThat(List.of("seq", "ts_ns", "ts_raw", "event", "vdev", "args"))
                    .extracting(column -> String.valueOf(root.getVector(column).getObject(root.getRowCount() - 1)))
                    .containsExactly(
                            "39999", "40999000", "null", "virtio_notify", Long.toString(0xffff_8880_0000_1000L), "[]");
            assertThat(reader.loadNextBatch()).isFalse();
        }
    }

    @Test
    void arrowHasTheOtherArgumentsInAMap() throws IOException {
        var text = Runs.write(
                dir.resolve("trace.txt"),
                """
                # tracer: nop
                #
                     qemu-202   [001] .....    1.000000: kvm_pio: pio_write at 0xc090 size 2 count 1 val 0x0
                     qemu-202   [001] .....    2.000000: kvm_set_irq: gsi 24 level 1 source 0
                """);
        var out = dir.resolve("events.arrows");

        Commands.run("dump", "--format", "arrow", text.toString(), "--out", out.toString());

        try (var allocator = new RootAllocator();
                var reader = new ArrowStreamReader(Files.newInputStream(out), allocator)) {
            assertThat(reader.loadNextBatch()).isTrue();
            var root = reader.getVectorSchemaRoot();
            assertThat(root.getVector("args").getObject(1)).hasToString("[{\"key\":\"source\",\"value\":\"0\"}]");
            assertThat(root.getVector("port").getObject(0)).isEqualTo(0xc090L);
            assertThat(root.getVector("port").getObject(1)).isNull();
        }
    }

    @Test
    void outIsNotTheFileItself() {
        Runs.simpletrace(dir, 1);
        var trace = dir.resolve("qemu.trace");

        var dump = Commands.run("dump", trace.toString(), "--out", trace.toString());

        assertThat(dump.err())
                .isEqualTo("iostrata: " + trace + ": cannot be written, expected the path of a new file\n");
        assertThat(trace).hasSize(2 * 64);
    }

    @Test
    void aFileOfNoKnownFormatIsAMessageAndExitTwo() {
        var file = Runs.write(dir.resolve("notes.txt"), "nothing of the kind");

        var dump = Commands.run("dump", file.toString());

        assertThat(dump.status()).isEqualTo(2);
        assertThat(dump.err()).isEqualTo("iostrata: " + file + "@0x0: no format that is known here\n");
    }

    @Test
    void aMissingFileIsAMessageAndExitTwo() {
        var dump = Commands.run("dump", dir.resolve("none").toString());

        assertThat(dump.status()).isEqualTo(2);
        assertThat(dump.err()).isEqualTo("iostrata: " + dir.resolve("none") + ": no such file\n");
    }
}
