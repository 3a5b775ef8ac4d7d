package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.jobs.analyze.AnalyzeSummary;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ingest and analyze say at their end, held against the tables. */
class SummaryTest {
    @TempDir
    Path dir;

    @Test
    @Tag("slow")
    void rowsInAndOutIssuesAndSecondsAreTold() {
        var lake = dir.resolve("lake");
        var ingest = Commands.ingest(lake, Runs.EXAMPLES.resolve("all-layers/" + AnalyzedLake.RUN));
        var analyze = Commands.run("analyze", "--lake", lake.toString());

        assertThat(ingest.err())
                .containsPattern("seconds    [\\d.]+: looking for runs [\\d.]+, reading \\d+ files of 1 runs");
        assertThat(analyze.err())
                .contains("runs       1 analyzed")
                .contains("rows in    " + count(lake, "events") + " events")
                .contains("spans " + count(lake, "spans") + ", requests " + count(lake, "requests"))
                .containsPattern("(?m)^seconds    [\\d.]+: .*following requests [\\d.]+");
        assertThat(analyze.err()).contains("iostrata sql --lake " + lake + " \"" + AnalyzeSummary.EVERY_ISSUE + "\"");
        assertThat(Commands.rows(lake, AnalyzeSummary.EVERY_ISSUE)).isNotEmpty();
        var kinds = Commands.rows(
                lake,
                "SELECT concat(severity, ' ', kind), count(*) FROM issues WHERE job = 'analyze' GROUP BY severity, kind");
        assertThat(kinds).isNotEmpty().allSatisfy(kind -> {
            var words = kind.split(",", -1);
            assertThat(analyze.err()).containsPattern("issues     " + words[0] + " +" + words[1] + "\\R");
        });
    }

    @Test
    @Tag("slow")
    void rowsOfRunsAnalyzedBeforeAreNotWritten() {
        var lake = dir.resolve("lake");
        Commands.ingest(lake, Runs.benchmark(dir.resolve("first"), "\"aio\": \"native\"", 4_000_000));
        Commands.run("analyze", "--lake", lake.toString());
        Commands.ingest(lake, Runs.benchmark(dir.resolve("second"), "\"aio\": \"threads\"", 5_000_000));

        var analyze = Commands.run("analyze", "--lake", lake.toString());
        assertThat(analyze.err())
                .contains("runs       1 analyzed, 1 as they were analyzed before")
                .contains("benchmarks 1, layer_stats 1, ");
        assertThat(count(lake, "layer_stats")).isEqualTo("2");
    }

    private static String count(Path lake, String table) {
        return Commands.rows(lake, "SELECT count(*) FROM " + table).get(0);
    }
}
