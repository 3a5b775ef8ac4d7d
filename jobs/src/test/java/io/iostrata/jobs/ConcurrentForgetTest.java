package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ConcurrentForgetTest {
    @TempDir
    Path dir;

    /** Both delete rows of the same tables and append to them: the ingest replaces what was there of its runs. */
    @Test
    void forgettingWhileAnIngestReplacesOtherRunsLosesNothingOfEither() throws Exception {
        var lake = dir.resolve("lake");
        write(100);
        assertThat(Commands.ingest(lake, dir.resolve("archive")).status()).isZero();
        write(200);

        var ingest = ChildProcess.start(
                dir.resolve("ingest.log"), "ingest", dir.resolve("archive/kept").toString(), "--lake", lake.toString());
        var forget = ChildProcess.start(dir.resolve("forget.log"), "forget", "--lake", lake.toString(), "gone*");

        assertThat(ingest.waitFor())
                .as(Files.readString(dir.resolve("ingest.log")))
                .isZero();
        assertThat(forget.waitFor())
                .as(Files.readString(dir.resolve("forget.log")))
                .isZero();
        assertThat(Commands.rows(lake, "SELECT left(run_id, 4), count(*) FROM lake.iostrata.events GROUP BY 1"))
                .containsExactly("kept,1000");
        assertThat(Commands.rows(lake, "SELECT count(*), count(DISTINCT run_id) FROM lake.iostrata.sources"))
                .containsExactly("10,5");
        assertThat(Commands.rows(lake, "SELECT count(*) FROM runs")).containsExactly("5");
    }

    private void write(int events) {
        for (int run = 0; run < 5; run++) {
            Runs.simpletrace(dir.resolve("archive/kept/kept" + run), events);
            Runs.simpletrace(dir.resolve("archive/gone/gone" + run), events);
        }
    }
}
