package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.iostrata.jobs.analyze.AnalyzeJob;
import io.iostrata.jobs.analyze.AnalyzeOptions;
import io.iostrata.jobs.archive.Archives;
import io.iostrata.jobs.ingest.IngestJob;
import io.iostrata.jobs.ingest.IngestOptions;
import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.lake.LakeSession;
import io.iostrata.schemas.stack.StackModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waits for futexes in a real trace, beside what a script without a line in common made of them. */
@Tag("corpus")
final class CorpusFutexTest {
    private static final String RUN = "x-futex-threads-r1";
    private static final Pattern FUTEX = Pattern.compile("([0-9a-f]{12}) (\\d+): ([\\d.]+) / ([\\d.]+) / ([\\d.]+)");

    @Test
    void waitsByAddressAreAsExpected(@TempDir Path directory) throws IOException {
        var corpus = Corpus.find();
        assumeTrue(corpus.isPresent(), "no corpus: set iostrata.corpus or IOSTRATA_CORPUS");
        var lake = new Lake(LakeSession.open("futexes", directory));
        try (var progress = new Progress()) {
            lake.create();
            var run = List.of(corpus.orElseThrow().resolve(RUN).toString());
            var ingest = new IngestOptions(run, Map.of(), Map.of(), Optional.empty());
            new IngestJob(lake, new Archives(), ingest, progress).run();
            var analyze = new AnalyzeOptions(AnalyzeOptions.EVERY_RUN, List.of(), Map.of(), StackModel.virtioBlk());
            new AnalyzeJob(lake, analyze, progress).run();
            lake.registerViews();

            assertThat(found(lake)).containsAll(expected(corpus.orElseThrow()));
        } finally {
            lake.spark().stop();
        }
    }

    private static List<String> found(Lake lake) {
        return lake
                .spark()
                .sql("SELECT format_string('%s %d: %.3f / %.3f / %.3f', substr(uaddr, 3), waits, mean_ns / 1000,"
                        + " p50_ns / 1000, p99_ns / 1000) FROM futex_stats")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private static List<String> expected(Path corpus) throws IOException {
        var line = Files.readAllLines(corpus.resolve("EXPECTED.md")).stream()
                .filter(each -> each.startsWith("* " + RUN + ": FUTEX_WAIT"))
                .findFirst()
                .orElseThrow();
        var expected = FUTEX.matcher(line).results().map(each -> each.group()).toList();
        assertThat(expected).hasSize(3);
        return expected;
    }
}
