package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A lake of forty runs; each ingest is to replace them all, and is killed with SIGKILL on its way. */
@Tag("slow")
class KilledIngestTest {
    private static final int RUNS = 40;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @TempDir
    static Path dir;

    @BeforeAll
    static void fill() {
        writeRuns(100);
        assertThat(Commands.ingest(lake(), archive()).status()).isZero();
    }

    /** The moment is the first new file of that kind: data without a commit, a commit of one table but not the next. */
    @ParameterizedTest
    @CsvSource({
        "100, 200, events/data, .parquet",
        "200, 300, events/metadata, .metadata.json",
        "300, 400, sources/metadata, .metadata.json"
    })
    void theLakeIsAsBeforeAndTheSameCommandCompletes(int before, int after, String directory, String kind)
            throws Exception {
        assertThat(eventsPerRun()).isEqualTo(RUNS + "," + before + "," + before);
        writeRuns(after);

        assertThat(killedAtTheFirstNewFile(lake().resolve("iostrata").resolve(directory), kind))
                .isEqualTo(128 + 9);

        assertThat(eventsPerRun()).isEqualTo(RUNS + "," + before + "," + before);
        assertThat(Commands.ingest(lake(), archive()).out())
                .startsWith("runs       %d read, 0 unchanged\n".formatted(RUNS));
        assertThat(eventsPerRun()).isEqualTo(RUNS + "," + after + "," + after);
    }

    private static int killedAtTheFirstNewFile(Path directory, String kind) throws Exception {
        long before = count(directory, kind);
        var child = ChildProcess.start(dir.resolve("log"), "ingest", archive().toString(), "--lake", lake().toString());
        var deadline = Instant.now().plus(LONGEST);
        while (count(directory, kind) == before
                && child.isAlive()
                && Instant.now().isBefore(deadline)) {
            Thread.sleep(1);
        }
        child.destroyForcibly();
        return child.waitFor();
    }

    private static long count(Path directory, String kind) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("[^.].*\\" + kind))
                    .count();
        }
    }

    /** How many runs there are, and the fewest and most events that one has. */
    private static String eventsPerRun() {
        return Commands.rows(
                        lake(),
                        "SELECT count(*), min(n), max(n) FROM (SELECT count(*) AS n FROM events GROUP BY run_id)")
                .get(0);
    }

    private static void writeRuns(int events) {
        for (int run = 0; run < RUNS; run++) {
            Runs.simpletrace(archive().resolve("run" + run), events);
        }
    }

    private static Path archive() {
        return dir.resolve("archive");
    }

    private static Path lake() {
        return dir.resolve("lake");
    }
}
