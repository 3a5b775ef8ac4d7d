package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One lake of runs in families: every test forgets one of its own. */
class ForgetTest {
    @TempDir
    static Path dir;

    @BeforeAll
    static void fill() {
        for (var run : List.of("one-a", "one-b", "two-a", "two-b", "again", "kept")) {
            Runs.simpletrace(dir.resolve("archive").resolve(run), 100);
        }
        assertThat(Commands.ingest(lake(), dir.resolve("archive")).status()).isZero();
    }

    @Test
    void runsThatAPatternNamesAreGoneFromEveryTableAndTheirFilesWithThem() {
        long files = dataFiles();

        var forget = Commands.run("forget", "--lake", lake().toString(), "one-*");

        assertThat(forget.status()).as(forget.err()).isZero();
        assertThat(forget.out()).isEqualTo("forgotten   one-a, one-b\n");
        for (var table : List.of("runs", "events", "sources", "issues")) {
            assertThat(Commands.rows(
                            lake(), "SELECT count(*) FROM lake.iostrata." + table + " WHERE run_id LIKE 'one-%'"))
                    .as(table)
                    .containsExactly("0");
        }
        assertThat(dataFiles()).isEqualTo(files - 2);
        assertThat(Commands.rows(lake(), "SELECT count(*) FROM events WHERE run_id = 'kept'"))
                .containsExactly("100");
    }

    @Test
    void aPatternThatNamesNoRunForgetsNothing() {
        var forget = Commands.run("forget", "--lake", lake().toString(), "two-*", "nothing?");

        assertThat(forget.status()).isEqualTo(2);
        assertThat(forget.err()).contains("iostrata: no run of the lake matches \"nothing?\"\n");
        assertThat(Commands.rows(lake(), "SELECT count(*) FROM runs WHERE run_id LIKE 'two-%'"))
                .containsExactly("2");
    }

    @Test
    void aDryRunOnlySaysWhichRuns() {
        var forget = Commands.run("forget", "--lake", lake().toString(), "--dry-run", "two-?");

        assertThat(forget.out()).isEqualTo("two-a\ntwo-b\n");
        assertThat(Commands.rows(lake(), "SELECT count(*) FROM runs WHERE run_id LIKE 'two-%'"))
                .containsExactly("2");
    }

    @Test
    void aForgottenRunCanBeIngestedAgain() {
        Commands.run("forget", "--lake", lake().toString(), "again");

        var again = Commands.ingest(lake(), dir.resolve("archive/again"));

        assertThat(again.out()).startsWith("runs       1 read, 0 unchanged\n");
        assertThat(Commands.rows(lake(), "SELECT count(*) FROM lake.iostrata.events WHERE run_id = 'again'"))
                .containsExactly("100");
    }

    private static long dataFiles() {
        return Long.parseLong(Commands.rows(lake(), "SELECT count(*) FROM lake.iostrata.events.files")
                .get(0));
    }

    private static Path lake() {
        return dir.resolve("lake");
    }
}
