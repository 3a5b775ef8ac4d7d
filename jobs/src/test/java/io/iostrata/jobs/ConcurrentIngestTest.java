package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ConcurrentIngestTest {
    @TempDir
    Path dir;

    @Test
    void twoIngestsAtOnceIntoANewLakeBothEndAndNeitherLosesRows() throws Exception {
        var lake = dir.resolve("lake");
        for (int run = 0; run < 10; run++) {
            Runs.simpletrace(dir.resolve("left/left" + run), 100);
            Runs.simpletrace(dir.resolve("right/right" + run), 200);
        }

        var left = ChildProcess.start(
                dir.resolve("left.log"), "ingest", dir.resolve("left").toString(), "--lake", lake.toString());
        var right = ChildProcess.start(
                dir.resolve("right.log"), "ingest", dir.resolve("right").toString(), "--lake", lake.toString());

        assertThat(left.waitFor()).as(Files.readString(dir.resolve("left.log"))).isZero();
        assertThat(right.waitFor())
                .as(Files.readString(dir.resolve("right.log")))
                .isZero();
        assertThat(Commands.rows(lake, "SELECT left(run_id, 4), count(*) AS n FROM events GROUP BY ALL ORDER BY 1"))
                .containsExactly("left,1000", "righ,2000");
        assertThat(Commands.rows(lake, "SELECT count(*) FROM runs")).containsExactly("20");
        assertThat(Commands.rows(lake, "SELECT count(*) FROM sources")).containsExactly("40");
    }

    @Test
    void twoIngestsOfTheSameNewRunsAtOnceLeaveEachRunOnce() throws Exception {
        var lake = dir.resolve("lake");
        for (int run = 0; run < 10; run++) {
            Runs.simpletrace(dir.resolve("archive/run" + run), 100);
        }
        var archive = dir.resolve("archive").toString();

        var one = ChildProcess.start(dir.resolve("one.log"), "ingest", archive, "--lake", lake.toString());
        var other = ChildProcess.start(dir.resolve("other.log"), "ingest", archive, "--lake", lake.toString());

        assertThat(one.waitFor()).as(Files.readString(dir.resolve("one.log"))).isZero();
        assertThat(other.waitFor())
                .as(Files.readString(dir.resolve("other.log")))
                .isZero();
        assertThat(Commands.rows(lake, "SELECT count(*), count(DISTINCT run_id) FROM runs"))
                .containsExactly("10,10");
        assertThat(Commands.rows(lake, "SELECT count(*) FROM events")).containsExactly("1000");
        assertThat(Commands.rows(lake, "SELECT count(*) FROM sources")).containsExactly("20");
    }
}
