package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.iostrata.jobs.analyze.AnalyzeJob;
import io.iostrata.jobs.analyze.AnalyzeOptions;
import io.iostrata.jobs.analyze.CompareJob;
import io.iostrata.jobs.analyze.PairOptions;
import io.iostrata.jobs.archive.Archives;
import io.iostrata.jobs.ingest.IngestJob;
import io.iostrata.jobs.ingest.IngestOptions;
import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.lake.LakeSession;
import io.iostrata.schemas.stack.StackModel;
import io.iostrata.transforms.statistics.Question;
import io.iostrata.transforms.statistics.RunTests;
import io.iostrata.transforms.statistics.Scale;
import io.iostrata.transforms.statistics.Sides;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forty rounds of three fio runs on one real disk: a and b are the same job, c reads more at a time. */
@Tag("corpus")
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FioRoundsTest {
    private static final int STUDIES = 4000;
    private static final double LEVEL = 0.05;
    private static final double BY_CHANCE = 3 * Math.sqrt(LEVEL * (1 - LEVEL) / STUDIES);

    private Lake lake;

    @BeforeAll
    void fillsALake(@TempDir Path directory) throws IOException {
        var corpus = Corpus.find();
        assumeTrue(corpus.isPresent(), "no corpus: set iostrata.corpus or IOSTRATA_CORPUS");
        lake = new Lake(LakeSession.open("fio-rounds", directory));
        lake.create();
        try (var progress = new Progress()) {
            var archive =
                    List.of(corpus.orElseThrow().resolve("fio-rounds.tar.zst").toString());
            var ingest = new IngestOptions(archive, Map.of(), Map.of(), Optional.empty());
            new IngestJob(lake, new Archives(), ingest, progress).run();
            var analyze = new AnalyzeOptions(AnalyzeOptions.EVERY_RUN, List.of(), Map.of(), StackModel.virtioBlk());
            new AnalyzeJob(lake, analyze, progress).run();
        }
        lake.registerViews();
    }

    @AfterAll
    void closesIt() {
        if (lake != null) {
            lake.spark().stop();
        }
    }

    @ParameterizedTest
    @CsvSource({"mean_ns, 5", "p50_ns, 5", "p90_ns, 5", "p99_ns, 5", "p999_ns, 5", "mean_ns, 20", "p99_ns, 20"})
    void runsOfTheSameJobAreCalledDifferentNoMoreOftenThanStated(String statistic, int runs) {
        var same = lake
                .spark()
                .sql("SELECT cast(" + statistic + " AS double) FROM layer_stats JOIN runs USING (run_id)"
                        + " WHERE layer = 'guest_benchmark' AND config['label'] IN ('a', 'b') ORDER BY run_id")
                .collectAsList()
                .stream()
                .map(row -> row.getDouble(0))
                .collect(Collectors.toList());
        assertThat(same).hasSize(80);
        var random = new Random(1);
        long called = IntStream.range(0, STUDIES)
                .filter(study -> {
                    Collections.shuffle(same, random);
                    var sides = new Sides(values(same.subList(0, runs)), values(same.subList(runs, 2 * runs)));
                    return RunTests.welch(sides, Scale.LOG).pValue() < LEVEL;
                })
                .count();
        assertThat((double) called / STUDIES).isLessThan(LEVEL + BY_CHANCE);
    }

    @Test
    void inPairsTheSameJobIsNotCalledDifferentAndAnotherIs() {
        assertThat(compared("b")).noneMatch(row -> row.startsWith("better") || row.startsWith("worse"));
        assertThat(compared("c").get(0)).startsWith("worse");
    }

    /** Verdicts of a against that, the mean's first. */
    private List<String> compared(String candidate) {
        var options =
                new PairOptions(Map.of("label", "a"), Map.of("label", candidate), List.of(), "set", Question.USUAL);
        var pair = new CompareJob(lake, StackModel.virtioBlk()).run(options);
        lake.registerViews();
        return lake
                .spark()
                .sql(
                        "SELECT verdict FROM comparisons WHERE baseline = :baseline AND candidate = :candidate"
                                + " AND level = 'benchmark' ORDER BY statistic <> 'mean'",
                        Map.of("baseline", pair.baseline(), "candidate", pair.candidate()))
                .collectAsList()
                .stream()
                .map((Row row) -> row.getString(0))
                .toList();
    }

    private static double[] values(List<Double> runs) {
        return runs.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
