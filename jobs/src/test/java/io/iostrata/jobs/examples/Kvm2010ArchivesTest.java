package io.iostrata.jobs.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Kvm2010ArchivesTest {
    private static final Path COMMITTED = Path.of("..", "examples", "kvm-2010");

    @Test
    void regeneratesTheCommittedBytes(@TempDir Path regenerated) throws IOException {
        Kvm2010Archives.write(regenerated);

        var committed = files(COMMITTED);
        committed.remove("README.md");
        assertThat(committed).hasSize(29).containsKey("kvm-2010-kvm/host-trace_pipe.txt");
        assertThat(files(regenerated)).isEqualTo(committed);
    }

    @Test
    void latenciesAddUpAndAreSkewed() {
        long[] latencies = Latencies.summingTo(170_829, 1000, new Random(1));

        assertThat(latencies).hasSize(1000);
        assertThat(Arrays.stream(latencies).sum()).isEqualTo(170_829);
        Arrays.sort(latencies);
        assertThat(latencies[0]).isGreaterThan(140);
        assertThat(latencies[500]).isBetween(150L, 170L);
        assertThat(latencies[999]).isGreaterThan(300);
    }

    /** Name to content, one character a byte; nothing but the names and the bytes is compared. */
    private static Map<String, String> files(Path directory) throws IOException {
        var files = new TreeMap<String, String>();
        try (var paths = Files.walk(directory)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                var name = directory.relativize(path).toString().replace('\\', '/');
                files.put(name, Files.readString(path, StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }
}
