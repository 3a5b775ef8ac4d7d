package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command itself, in a process of 1 GB. */
@Tag("slow")
class ServeProcessTest {
    private static final long ROWS = 10_000_000;

    @TempDir
    Path dir;

    @Test
    void tenMillionRowsOfTheTablesTypesPassThrough() throws Exception {
        JdbcClient.load();
        var lake = dir.resolve("lake");
        assertThat(Commands.ingest(lake, Runs.simpletrace(dir.resolve("run"), 3))
                        .status())
                .isZero();
        var log = dir.resolve("log");
        var server = ChildProcess.start(log, "serve", "--lake", lake.toString(), "--port", "0");
        try (var connection = DriverManager.getConnection(url(server, log));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id, CAST(id AS DECIMAL(38,0)) * 10000000000 AS sum_ns,"
                        + " concat('run-', id % 7) AS run_id, IF(id % 2 = 0, NULL, id / 4D) AS mean_ns,"
                        + " map('id', CAST(id AS STRING)) AS config FROM range(" + ROWS + ")")) {
            long count = 0;
            long ids = 0;
            long nulls = 0;
            while (rows.next()) {
                count++;
                ids += rows.getLong(1);
                nulls += rows.getObject(4) == null ? 1 : 0;
            }
            assertThat(count).isEqualTo(ROWS);
            assertThat(ids).isEqualTo(ROWS * (ROWS - 1) / 2);
            assertThat(nulls).isEqualTo(ROWS / 2);
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    /** The first line of stdout. Logs go to stderr, which here is the same file. */
    static String url(Process server, Path log) throws Exception {
        while (server.isAlive()) {
            var line = Files.readString(log)
                    .lines()
                    .filter(text -> text.startsWith("jdbc:"))
                    .findFirst();
            if (line.isPresent()) {
                return line.get();
            }
            Thread.sleep(100);
        }
        throw new AssertionError(Files.readString(log));
    }
}
