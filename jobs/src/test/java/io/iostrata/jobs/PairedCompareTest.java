package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class PairedCompareTest {
    private static final Path TRACED = Runs.EXAMPLES.resolve("one-layer-per-run/a2-native-memset-qemu-virtio");

    @TempDir
    Path dir;

    /** The run that traced has no partner: it is in no pair, and says what tracing does all the same. */
    @Test
    void whatTracingDoesIsOfAllRunsOfTheTwoSides() {
        var lake = dir.resolve("lake");
        ingest(lake, Runs.benchmark(dir.resolve("native"), "\"aio\": \"native\"", 4_000_000), "round=1");
        ingest(lake, Runs.benchmark(dir.resolve("threads"), "\"aio\": \"threads\"", 5_000_000), "round=1");
        ingest(lake, TRACED, "round=2");
        run("analyze", "--lake", lake.toString(), "--by", "aio");
        var analyzed = effects(lake);
        assertThat(analyzed).containsExactly("aio=native,qemu_virtio,1,1");

        run(
                "compare",
                "--lake",
                lake.toString(),
                "--baseline",
                "aio=native",
                "--candidate",
                "aio=threads",
                "--pair",
                "round");

        assertThat(effects(lake)).isEqualTo(analyzed);
        assertThat(Commands.rows(
                        lake,
                        "SELECT baseline_runs, candidate_runs, asked_by FROM comparisons"
                                + " WHERE level = 'benchmark' AND statistic = 'mean'"))
                .containsExactly("1,1,compare");
    }

    private static List<String> effects(Path lake) {
        return Commands.rows(
                lake, "SELECT config, layer, untraced_runs, traced_runs FROM observer_effects ORDER BY config, layer");
    }

    private static void ingest(Path lake, Path run, String config) {
        var ingest = Commands.ingest(lake, run, "--config", config);
        assertThat(ingest.status()).as(ingest.err()).isZero();
    }

    private static void run(String... command) {
        var printed = Commands.run(command);
        assertThat(printed.status()).as(printed.err()).isZero();
    }
}
