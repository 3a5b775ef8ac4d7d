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
