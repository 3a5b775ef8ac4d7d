package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.schemas.tables.Tables;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ForgetAnalyzedTest {
    /** Columns that differ from one time to another. */
    private static final Map<String, String> TIMES =
            Map.of("runs", ", ingested_at", "analyses", ", analysis_id, analyzed_at");

    @TempDir
    Path dir;

    /** Two configurations, so that there are comparisons; the runs that go are half of what one of them is made of. */
    @Test
    void aLakeThatForgotRunsIsOneThatNeverHadThem() {
        var never = dir.resolve("never");
        var forgot = dir.resolve("forgot");
        ingest(never, "native-memset-r1", "native-nomemset-r1");
        ingest(forgot, "native-memset-r1", "native-nomemset-r2");
        analyze(forgot);
        ingest(forgot, "native-nomemset-r1", "threads-memset-r1");
        analyze(never);
        analyze(forgot);

        var forget = Commands.run("forget", "--lake", forgot.toString(), "b-threads-*", "b-native-nomemset-r2");

        assertThat(forget.status()).as(forget.err()).isZero();
        assertThat(forget.out()).contains("made anew   breakdowns and comparisons of the other runs\n");
        for (var table : Tables.ALL) {
            assertThat(rows(forgot, table.name())).as(table.name()).isEqualTo(rows(never, table.name()));
        }
    }

    @Test
    void aLakeThatForgotAllIsEmpty() {
        var lake = dir.resolve("lake");
        ingest(lake, "native-memset-r1");
        analyze(lake);

        var forget = Commands.run("forget", "--lake", lake.toString(), "*");

        assertThat(forget.status()).as(forget.err()).isZero();
        for (var table : Tables.ALL) {
            assertThat(Commands.rows(lake, "SELECT count(*) FROM lake.iostrata." + table.name()))
                    .as(table.name())
                    .containsExactly("0");
        }
    }

    @Test
    void theOthersAreComparedAtTheConfidenceAskedFor() {
        var lake = dir.resolve("lake");
        for (int run = 1; run <= 3; run++) {
            Runs.benchmark(dir.resolve("archive/native-" + run), "\"aio\": \"native\"", 1000 + run);
            Runs.benchmark(dir.resolve("archive/threads-" + run), "\"aio\": \"threads\"", 1100 + run);
        }
        assertThat(Commands.ingest(lake, dir.resolve("archive")).status()).isZero();
        analyze(lake);
        var intervals = "SELECT baseline_runs, confidence, diff_hi_ns > 120 FROM comparisons"
                + " WHERE level = 'benchmark' AND statistic = 'mean'";
        assertThat(Commands.rows(lake, intervals)).containsExactly("3,0.95,false");

        var refused = Commands.run("forget", "--lake", lake.toString(), "--confidence", "95", "*-3");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("iostrata: Invalid confidence: 95.0 (from 0.5 to below 1)\n");
        assertThat(Commands.rows(lake, "SELECT count(*) FROM runs")).containsExactly("6");

        var forget = Commands.run("forget", "--lake", lake.toString(), "--confidence", "0.9999", "*-3");
        assertThat(forget.status()).as(forget.err()).isZero();
        assertThat(Commands.rows(lake, intervals)).containsExactly("2,0.9999,true");
    }

    private static void ingest(Path lake, String... runs) {
        for (var run : runs) {
            var ingest = Commands.ingest(lake, Runs.EXAMPLES.resolve("all-layers/b-" + run));
            assertThat(ingest.status()).as(ingest.err()).isZero();
        }
    }

    private static void analyze(Path lake) {
        var analyze = Commands.run("analyze", "--lake", lake.toString());
        assertThat(analyze.status()).as(analyze.err()).isZero();
    }

    /** How many rows, and a digest of them that knows no order, without what differs from ingest to ingest. */
    private static List<String> rows(Path lake, String table) {
        return Commands.rows(
                lake,
                "SELECT count(*), sum(CAST(xxhash64(to_json(struct(t.*))) AS DECIMAL(38,0))) FROM"
                        + " (SELECT * EXCEPT (ingest_id%s) FROM %s) t".formatted(TIMES.getOrDefault(table, ""), table));
    }
}
