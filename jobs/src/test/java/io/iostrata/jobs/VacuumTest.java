package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class VacuumTest {
    private static final String EVERYTHING =
            "SELECT (SELECT count(*) FROM runs), (SELECT count(*) FROM sources), (SELECT sum(ts_ns) FROM events)";

    @TempDir
    Path dir;

    /** Three ingests, hence three files and snapshots a table. */
    @BeforeEach
    void fill() {
        for (int run = 0; run < 3; run++) {
            var archive = Runs.simpletrace(dir.resolve("run" + run), 100 + run);
            assertThat(Commands.ingest(lake(), archive).status()).isZero();
        }
    }

    @Test
    void oldSnapshotsAndSmallFilesGoAndEveryRowStays() {
        var before = Commands.rows(lake(), EVERYTHING);
        assertThat(count("lake.iostrata.sources.files")).isEqualTo(3);

        var vacuum = vacuum("--keep", "0s");

        assertThat(vacuum.status()).as(vacuum.err()).isZero();
        assertThat(Commands.rows(lake(), EVERYTHING)).isEqualTo(before);
        assertThat(count("lake.iostrata.sources.files")).isEqualTo(1);
        assertThat(count("lake.iostrata.sources.snapshots")).isEqualTo(1);
        assertThat(count("lake.iostrata.events.files")).as("a file a source").isEqualTo(3);
        assertThat(vacuum.out()).containsPattern("(?m)^sources +\\d+ +\\d+ ").containsPattern("(?m)^total ");
    }

    @Test
    void youngSnapshotsStay() {
        long before = count("lake.iostrata.sources.snapshots");

        vacuum();

        assertThat(count("lake.iostrata.sources.snapshots")).isEqualTo(before + 1);
    }

    @Test
    void filesThatNoSnapshotKnowsGoOnceTheyAreOld() throws IOException {
        var data = lake().resolve("iostrata/events/data");
        var old = Runs.write(data.resolve("dead.parquet"), "what a killed ingest left");
        var young = Runs.write(data.resolve("alive.parquet"), "what one is writing");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(4))));

        var look = vacuum("--dry-run");
        assertThat(old).exists();
        var vacuum = vacuum();

        assertThat(look.out()).containsPattern("(?m)^events .* 1 +25$");
        assertThat(vacuum.out()).containsPattern("(?m)^events .* 1 +25$");
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void rowsOfIngestsThatDiedGoOnceTheyAreOld() {
        for (var ingest : List.of("20200102T030405-dead", "29990102T030405-alive")) {
            for (var table : List.of("sources", "events")) {
                var columns = String.join(", ", columns(table));
                var insert = Commands.sql(
                        lake(),
                        "csv",
                        "INSERT INTO lake.iostrata.%s SELECT %s FROM lake.iostrata.%s WHERE run_id = 'run1'"
                                .formatted(table, columns.replace("ingest_id", "'" + ingest + "'"), table));
                assertThat(insert.status()).as(insert.err()).isZero();
            }
        }

        var vacuum = vacuum();

        assertThat(vacuum.out()).endsWith("runs of unfinished ingests: 1\n");
        for (var table : List.of("sources", "events")) {
            assertThat(Commands.rows(
                            lake(),
                            "SELECT count(DISTINCT run_id || ingest_id), max(ingest_id) FROM lake.iostrata." + table))
                    .as(table)
                    .containsExactly("4,29990102T030405-alive");
        }
    }

    private List<String> columns(String table) {
        return Commands.rows(lake(), "DESCRIBE TABLE lake.iostrata." + table).stream()
                .map(row -> row.substring(0, row.indexOf(',')))
                .filter(column -> column.matches("[a-z_0-9]+"))
                .toList();
    }

    private Commands.Printed vacuum(String... more) {
        var command = Stream.of("vacuum", "--lake", lake().toString());
        return Commands.run(Stream.concat(command, Stream.of(more)).toArray(String[]::new));
    }

    private long count(String table) {
        return Long.parseLong(
                Commands.rows(lake(), "SELECT count(*) FROM " + table).get(0));
    }

    private Path lake() {
        return dir.resolve("lake");
    }
}
