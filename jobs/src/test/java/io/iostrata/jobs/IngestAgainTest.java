package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One lake for all: every test has runs of its own in it. */
class IngestAgainTest {
    @TempDir
    static Path dir;

    @Test
    void theSameArchiveChangesNothing() {
        var archive = twoRuns("same");
        Commands.ingest(lake(), archive);
        var before = ingests("same");

        var again = Commands.ingest(lake(), archive);

        assertThat(again.status()).isZero();
        assertThat(again.out()).startsWith("runs       0 read, 2 unchanged\n");
        assertThat(ingests("same")).hasSize(2).isEqualTo(before);
        assertThat(events("events", "same")).containsExactly("same-one,100", "same-two,200");
    }

    @Test
    void aChangedFileReplacesItsRunInEveryTable() {
        var archive = twoRuns("changed");
        Commands.ingest(lake(), archive);
        var before = ingests("changed");
        Runs.simpletrace(archive.resolve("changed-two"), 7);

        var again = Commands.ingest(lake(), archive);

        assertThat(again.out()).startsWith("runs       1 read, 1 unchanged\n");
        var after = ingests("changed");
        assertThat(after.get(0)).isEqualTo(before.get(0));
        assertThat(after.get(1)).startsWith("changed-two,").isNotEqualTo(before.get(1));
        assertThat(events("events", "changed")).containsExactly("changed-one,100", "changed-two,7");
        assertThat(events("lake.iostrata.events", "changed")).containsExactly("changed-one,100", "changed-two,7");
        for (var table : List.of("events", "sources", "issues")) {
            assertThat(select("DISTINCT run_id, ingest_id", "lake.iostrata." + table, "changed"))
                    .as(table)
                    .isSubsetOf(after);
        }
    }

    @Test
    void aConfigurationKeyOnTheCommandLineReplacesTheRun() {
        var archive = twoRuns("config");
        Commands.ingest(lake(), archive);
        var before = select("run_id, config_id", "runs", "config");

        var again = Commands.ingest(lake(), archive, "--config", "aio=native");

        assertThat(again.out()).startsWith("runs       2 read, 0 unchanged\n");
        assertThat(select("run_id, config_id", "runs", "config")).hasSize(2).doesNotContainAnyElementsOf(before);
        assertThat(select("run_id, config['aio']", "runs", "config"))
                .containsExactly("config-one,native", "config-two,native");
        assertThat(events("lake.iostrata.events", "config")).containsExactly("config-one,100", "config-two,200");
    }

    @Test
    void whatWasUnusableIsSaidAgain() throws IOException {
        var archive = twoRuns("unusable");
        Files.delete(archive.resolve("unusable-one/trace-events"));
        var first = Commands.ingest(lake(), archive);

        var again = Commands.ingest(lake(), archive);

        assertThat(first.status()).isEqualTo(1);
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.out()).startsWith("runs       0 read, 2 unchanged\n");
        assertThat(again.err()).contains("error: ").contains("trace-events");
    }

    @Test
    void aSecondLakeInOneProcessIsAnotherLake() {
        var archive = twoRuns("second");
        Commands.ingest(lake(), archive.resolve("second-one"));
        Commands.ingest(dir.resolve("other"), archive.resolve("second-two"));

        assertThat(events("events", "second")).containsExactly("second-one,100");
        assertThat(Commands.rows(dir.resolve("other"), "SELECT run_id, count(*) FROM events GROUP BY ALL"))
                .containsExactly("second-two,200");
    }

    private static List<String> ingests(String prefix) {
        return select("run_id, ingest_id", "runs", prefix);
    }

    private static List<String> events(String table, String prefix) {
        return select("DISTINCT run_id, count(*) OVER (PARTITION BY run_id)", table, prefix);
    }

    private static List<String> select(String columns, String table, String prefix) {
        var query = "SELECT %s FROM %s WHERE run_id LIKE '%s-%%'".formatted(columns, table, prefix);
        return Commands.rows(lake(), query).stream().sorted().toList();
    }

    private static Path twoRuns(String prefix) {
        var archive = dir.resolve(prefix);
        Runs.simpletrace(archive.resolve(prefix + "-one"), 100);
        Runs.simpletrace(archive.resolve(prefix + "-two"), 200);
        return archive;
    }

    private static Path lake() {
        return dir.resolve("lake");
    }
}
