package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.lake.LakeSession;
import io.iostrata.jobs.lake.LakeState;
import io.iostrata.jobs.report.ReportOptions;
import io.iostrata.jobs.report.ReportPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a report is made again. */
@Tag("slow")
class ReportAgainTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(0);

    @TempDir
    Path dir;

    @Test
    void aPageIsMadeAgainWhereItWouldComeOutOtherwise() throws IOException {
        ingest("r1", 196_528);
        assertThat(report()).doesNotContain("as it was made before");
        byte[] first = Files.readAllBytes(page());

        Files.setLastModifiedTime(page(), LONG_AGO);
        assertThat(report()).contains("report     as it was made before, of the same tables\n");
        assertThat(Files.getLastModifiedTime(page())).isEqualTo(LONG_AGO);

        Files.write(page(), Arrays.copyOf(first, first.length / 2));
        assertThat(report()).doesNotContain("as it was made before");
        assertThat(Files.readAllBytes(page())).isEqualTo(first);

        ingest("r2", 130_235);
        assertThat(report()).doesNotContain("as it was made before");
        assertThat(Files.readString(page())).contains("r2");
        assertThat(report()).contains("as it was made before");
    }

    @Test
    void aPageOfAnotherTitleIsMadeOfSomethingElse() {
        ingest("r1", 196_528);
        var lake = new Lake(LakeSession.open("test", lake()));

        assertThat(madeOf(lake, "one")).isEqualTo(madeOf(lake, "one")).isNotEqualTo(madeOf(lake, "two"));
    }

    private static String madeOf(Lake lake, String title) {
        return new ReportPage(lake.spark(), ReportOptions.titled(title)).madeOf(new LakeState(lake));
    }

    private String report() {
        var report = Commands.run("report", "--lake", lake().toString(), "--out", page().toString());
        assertThat(report.status()).as(report.err()).isZero();
        assertThat(report.out()).isEqualTo(page() + "\n");
        return report.err();
    }

    private void ingest(String run, long meanNs) {
        Runs.benchmark(dir.resolve("runs/" + run), "", meanNs);
        assertThat(Commands.ingest(lake(), dir.resolve("runs")).status()).isZero();
    }

    private Path lake() {
        return dir.resolve("lake");
    }

    private Path page() {
        return dir.resolve("report.html");
    }
}
