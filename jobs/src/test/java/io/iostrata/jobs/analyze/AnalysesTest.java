package io.iostrata.jobs.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.jobs.Progress;
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
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalysesTest {
    private static final Set<String> RUNS = Set.of("one", "two");

    @TempDir
    private Path dir;

    private Lake lake;

    @BeforeEach
    void ingestTwoRuns() throws IOException {
        lake = new Lake(LakeSession.open("test", dir.resolve("lake")));
        lake.create();
        ingest("one", 100);
        ingest("two", 200);
    }

    @Test
    void aRunIsMissingUntilItsAnalysisIsDone() {
        var analyses = usual();
        assertThat(analyses.missing(RUNS)).isEqualTo(RUNS);

        var begun = analyses.begin(Set.of("one"));
        assertThat(usual().missing(RUNS)).isEqualTo(RUNS);

        assertThat(analyses.done(begun)).isEmpty();
        assertThat(usual().missing(RUNS)).containsExactly("two");
        assertThat(with(Map.of("$vdev", "0x1")).missing(RUNS)).isEqualTo(RUNS);
    }

    @Test
    void ofTwoAtOnceNeitherIsTakenForWhole() {
        var one = usual();
        var other = with(Map.of("$vdev", "0x1"));
        var begun = one.begin(RUNS);
        var ofOther = other.begin(Set.of("two"));

        assertThat(one.done(begun)).containsExactly("two");
        assertThat(other.done(ofOther)).containsExactly("two");

        assertThat(usual().missing(RUNS)).containsExactly("two");
        assertThat(with(Map.of("$vdev", "0x1")).missing(RUNS)).isEqualTo(RUNS);
    }

    @Test
    void aRunThatIsIngestedAgainMeanwhileIsMissing() throws IOException {
        var analyses = usual();
        var begun = analyses.begin(RUNS);
        ingest("two", 300);

        analyses.done(begun);

        assertThat(usual().missing(RUNS)).containsExactly("two");
    }

    private Analyses usual() {
        return with(Map.of());
    }

    private Analyses with(Map<String, String> values) {
        return new Analyses(
                lake, new AnalyzeOptions(AnalyzeOptions.EVERY_RUN, List.of(), values, StackModel.virtioBlk()));
    }

    private void ingest(String run, int us) throws IOException {
        var file = Files.createDirectories(dir.resolve("runs").resolve(run)).resolve("seqread.txt");
        Files.writeString(file, "seqread " + us + ".5 us\n");
        var archives = List.of(file.getParent().toString());
        var options = new IngestOptions(archives, Map.of(), Map.of(), Optional.empty());
        try (var progress = new Progress()) {
            new IngestJob(lake, new Archives(), options, progress).run();
        }
    }
}
