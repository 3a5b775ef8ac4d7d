package io.iostrata.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.iostrata.jobs.analyze.AnalyzeJob;
import io.iostrata.jobs.analyze.AnalyzeOptions;
import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.lake.LakeSession;
import io.iostrata.schemas.stack.StackModel;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an analysis of a lake that was analyzed before makes anew, and what it leaves. */
@Tag("slow")
class AnalyzeAgainTest {
    private static final String SPANS = "SELECT run_id, layer, count(*) FROM spans GROUP BY ALL ORDER BY ALL";

    @TempDir
    Path dir;

    @Test
    void onlyRunsThatWouldComeOutOtherwiseAreAnalyzed() {
        ingest("b-native-memset-r1");
        assertThat(analyze()).contains("runs       1 analyzed\n");
        var spans = commits();
        var comparisons = commits("comparisons");
        var figures = figures();

        assertThat(analyze())
                .contains("runs       0 analyzed, 1 as they were analyzed before (--again analyzes them too)\n")
                .contains("rows in    0 events\n");
        assertThat(commits()).isEqualTo(spans);
        assertThat(commits("comparisons")).isEqualTo(comparisons);
        assertThat(figures()).isEqualTo(figures);
        assertThat(analyze("--by", "aio")).contains("runs       0 analyzed, 1 as they were");
        assertThat(commits("comparisons")).hasSize(comparisons.size() + 1);

        ingest("b-threads-memset-r1");
        assertThat(analyze()).contains("runs       1 analyzed, 1 as they were analyzed before");
        assertThat(commits()).hasSize(spans.size() + 1);
        assertThat(figures()).hasSizeGreaterThan(figures.size()).containsAll(figures);
        assertThat(rows("SELECT count(DISTINCT config) FROM layer_breakdown")).containsExactly("2");
        assertThat(analyze("--run", "*native*", "--again")).contains("runs       1 analyzed\n");

        var before = rows(SPANS);
        cutShort(Map.of("$notify_port", "0x1"));
        assertThat(rows(SPANS)).isNotEqualTo(before);
        assertThat(rows("SELECT run_id FROM analyses WHERE analyzed_at IS NOT NULL"))
                .containsExactly("b-threads-memset-r1");
        assertThat(analyze("--run", "*native*")).contains("runs       1 analyzed\n");
        assertThat(rows(SPANS)).isEqualTo(before);
        assertThat(figures()).containsAll(figures);
    }

    /** An analysis of the first run with other values that gets no further than its spans. */
    private void cutShort(Map<String, String> values) {
        var options = new AnalyzeOptions("*native*", List.of(), values, StackModel.virtioBlk());
        var broken = new Progress(new PrintStream(new Broken(), true, UTF_8), Progress.Style.LOG, System::nanoTime);
        var job = new AnalyzeJob(new Lake(LakeSession.open("test", dir.resolve("lake"))), options, broken);
        assertThatIllegalStateException().isThrownBy(job::run).withMessage("cut short");
    }

    /** Where no more can be printed once spans have been written. */
    private static final class Broken extends OutputStream {
        @Override
        public void write(int one) {
            throw new IllegalStateException("a byte alone: " + one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            if (new String(bytes, from, length, UTF_8).contains("following requests")) {
                throw new IllegalStateException("cut short");
            }
        }
    }

    private void ingest(String run) {
        var ingest = Commands.ingest(
                dir.resolve("lake"), Runs.EXAMPLES.resolve("all-layers").resolve(run));
        assertThat(ingest.status()).as(ingest.err()).isZero();
    }

    private String analyze(String... more) {
        var analyze = Commands.run(Stream.concat(Stream.of("analyze", "--lake", lake()), Stream.of(more))
                .toArray(String[]::new));
        assertThat(analyze.status()).as(analyze.err()).isZero();
        return analyze.err();
    }

    private List<String> figures() {
        return rows("SELECT run_id, layer, count, mean_ns, p99_ns FROM layer_stats ORDER BY ALL");
    }

    private List<String> commits() {
        return commits("spans");
    }

    private List<String> commits(String table) {
        return rows("SELECT snapshot_id FROM lake.iostrata." + table + ".snapshots ORDER BY committed_at");
    }

    private List<String> rows(String query) {
        return Commands.rows(dir.resolve("lake"), query);
    }

    private String lake() {
        return dir.resolve("lake").toString();
    }
}
