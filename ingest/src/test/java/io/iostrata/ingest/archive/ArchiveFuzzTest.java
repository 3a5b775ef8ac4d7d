package io.iostrata.ingest.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.iostrata.ingest.bytes.MalformedTraceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes of an archive or a manifest, reading ends, with what was read or an exception that says why. */
class ArchiveFuzzTest {
    private static final String DURATION = "10s";
    private static final int MOST = 64 << 20;

    @MethodSource("compressed")
    @FuzzTest(maxDuration = DURATION)
    void compressedFile(byte[] stored) {
        try (var in = Compression.decompressed(new ByteArrayInputStream(stored))) {
            in.skipNBytes(MOST);
        } catch (IOException broken) {
            assertThat(broken).isNotNull();
        }
    }

    @MethodSource("containers")
    @FuzzTest(maxDuration = DURATION)
    void container(byte[] stored) {
        var names = new HashSet<String>();
        try {
            Container.visit(
                    new ByteArrayInputStream(stored),
                    (name, bytes) -> {
                        assertThat(names.add(name.entry())).isTrue();
                        assertThat(Arrays.asList(name.path().split("/", -1))).doesNotContain("..", ".");
                        bytes.skip(MOST);
                        return true;
                    },
                    trouble -> assertThat(trouble.what()).isNotBlank());
        } catch (IOException broken) {
            assertThat(broken).isNotNull();
        }
    }

    @MethodSource("manifests")
    @FuzzTest(maxDuration = DURATION)
    void manifest(byte[] json) {
        try {
            var manifest = RunManifest.parse("run.json", json);
            assertThat(manifest.note("qemu.trace")).isNotNull();
            assertThat(manifest.traceEvents()).isNotNull();
        } catch (MalformedTraceException bad) {
            assertThat(bad).hasMessageStartingWith("run.json@0x");
        }
    }

    static Stream<byte[]> compressed() throws IOException {
        var text = "fio-3.28\nREAD: bw=1MiB/s\n".repeat(20).getBytes(UTF_8);
        var all = Stream.<byte[]>builder();
        for (var compression : Compression.values()) {
            byte[] stored = Packed.of(compression, text);
            all.add(stored).add(Packed.of(Compression.GZIP, stored)).add(Packed.joined(stored, stored));
        }
        return all.build();
    }

    static Stream<byte[]> containers() throws IOException {
        byte[] tar = ContainerTest.tar("run/trace", "run/run.json");
        byte[] zip = ContainerTest.zip("run/trace", "run/run.json");
        byte[] nested = ContainerTest.tarOf(Map.of("inner.tar", tar, "inner.zip", zip));
        return Stream.of(tar, zip, Packed.gzip(tar), Packed.zstd(tar), nested);
    }

    static Stream<byte[]> manifests() {
        return Stream.of(
                """
                {"run_id": "r1", "set": "s1", "date": "2026-01-31T12:00:00Z",
                 "config": {"aio": "native", "memset": false, "workload": {"bs": 4096, "mix": [1, 2]}},
                 "files": [{"path": "qemu.trace", "layer": "qemu", "clock": "host mono", "ns_per_tick": 0.5}],
                 "benchmark": {"requests": 2500, "mean_ns": 7940655, "start_ns": 1, "end_ns": 2},
                 "model": {"notify_port": "0xc090"}}
                """
                        .getBytes(UTF_8));
    }
}
