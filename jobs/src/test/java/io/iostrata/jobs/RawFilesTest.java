package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iostrata.jobs.connector.RawCatalog;
import io.iostrata.jobs.lake.LakeSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawFilesTest {
    private static final String FTRACE =
            """
            # tracer: nop
            #
                 qemu-system-202   [001] .....    54.471842: kvm_pio: pio_write at 0xc090 size 2 count 1 val 0x0
                 qemu-system-202   [001] .....    54.471900: kvm_set_irq: gsi 24 level 1 source 0
            """;

    @TempDir
    static Path dir;

    private static Path lake;
    private static SparkSession spark;

    /** Three runs: a simpletrace, a simpletrace in gzip, and text of ftrace. */
    @BeforeAll
    static void fill() throws IOException {
        lake = dir.resolve("lake");
        Runs.simpletrace(dir.resolve("runs/plain"), 3);
        Runs.write(dir.resolve("runs/packed/trace-events"), Runs.TRACE_EVENTS);
        Runs.write(dir.resolve("runs/packed/qemu.trace.gz"), gzip(Runs.notifies(5)));
        Runs.write(dir.resolve("runs/text/trace.txt"), FTRACE);
        assertThat(Commands.ingest(lake, dir.resolve("runs")).status()).isZero();
        spark = LakeSession.open("test", lake);
    }

    @ParameterizedTest
    @ValueSource(strings = {"runs", "runs/plain", "runs/packed/qemu.trace.gz", "runs/text/trace.txt"})
    void theRowsAreThoseOfAnIngestOfTheSameFiles(String path) {
        var events = raw().load(dir.resolve(path).toString());
        var columns = Arrays.stream(events.columns())
                .filter(column -> !List.of("run_id", "file", "args").contains(column))
                .toList();
        var all = String.join(", ", columns) + ", map_entries(args) AS args";
        var run = path.contains("/") ? path.split("/", 3)[1] : "%";
        var ingested = spark.sql("SELECT * FROM lake.iostrata.events WHERE run_id LIKE '" + run + "'");

        var found = events.selectExpr(all.split(", ")).collectAsList();

        assertThat(found)
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(
                        ingested.selectExpr(all.split(", ")).collectAsList());
    }

    @Test
    void sqlReadsAPathAsATable() {
        var query = "SELECT event, count(*) AS n FROM iostrata.`%s` GROUP BY event ORDER BY n DESC, event";

        assertThat(Commands.rows(lake, query.formatted(dir.resolve("runs"))))
                .containsExactly("virtio_notify,8", "kvm_pio,1", "kvm_set_irq,1");
    }

    @Test
    void columnsOfTheTableNameRunAndFile() {
        assertThat(Commands.rows(
                        lake,
                        "SELECT run_id, substring_index(file, '/', -1), seq, hex(vdev) FROM iostrata.`%s` WHERE seq = 4"
                                .formatted(dir.resolve("runs/*/qemu.trace*"))))
                .containsExactly("qemu,qemu.trace.gz,4,FFFF888000001000");
    }

    @Test
    void severalPathsAreReadAsOneAndAFileNamedTwiceOnce() {
        var plain = dir.resolve("runs/plain");

        var events = raw().load(
                        plain.toString(),
                        plain.resolve("qemu.trace").toString(),
                        dir.resolve("runs/text").toString());

        assertThat(events.count()).isEqualTo(3 + 2);
        assertThat(events.rdd().getNumPartitions()).isEqualTo(2);
    }

    @Test
    void theScanReadsNoOtherColumnsAndLeavesRowsOut() {
        var plan = raw().load(dir.resolve("runs/plain").toString())
                .where("event = 'virtio_notify' AND ts_ns > 1001000")
                .select("vdev")
                .queryExecution()
                .executedPlan()
                .toString();

        assertThat(plan)
                .contains("PushedFilters: [IsNotNull(ts_ns), EqualTo(event,virtio_notify), GreaterThan(ts_ns,1001000)]")
                .contains("ReadSchema: struct<ts_ns:bigint,event:string,vdev:bigint>")
                .contains("ColumnarToRow");
    }

    @Test
    void aFilterGivesWhatItGivesOnTheLake() {
        var where = " WHERE event LIKE 'kvm%' AND ts_ns BETWEEN 54471843000 AND 60000000000";

        assertThat(Commands.rows(
                        lake, "SELECT event, gsi, ts_ns FROM iostrata.`%s`".formatted(dir.resolve("runs")) + where))
                .containsExactly("kvm_set_irq,24,54471900000")
                .isEqualTo(Commands.rows(lake, "SELECT event, gsi, ts_ns FROM events" + where));
    }

    @Test
    void traceEventsCanBeGivenInTheQuery() {
        var trace = Runs.write(dir.resolve("bare/qemu.trace"), Runs.notifies(1));
        var declarations = Runs.write(dir.resolve("elsewhere/names"), Runs.TRACE_EVENTS);
        var query = "SELECT event FROM iostrata.`%s` WITH (`trace-events` = '%s')".formatted(trace, declarations);

        assertThat(Commands.rows(lake, query)).containsExactly("virtio_notify");
    }

    @Test
    void aCutFileHasItsEventsAndAnIssue() {
        Runs.write(dir.resolve("cut/trace-events"), Runs.TRACE_EVENTS);
        var cut = Runs.write(dir.resolve("cut/qemu.trace"), Arrays.copyOf(Runs.notifies(3), 4 * 64 - 10));

        assertThat(raw().load(cut.toString()).count()).isEqualTo(2);
        assertThat(Commands.rows(
                        lake,
                        "SELECT kind, severity, offset FROM iostrata.`%s`.issues WHERE kind = 'truncated'"
                                .formatted(cut)))
                .containsExactly("truncated,warning,192");
    }

    @Test
    void aDamagedFileIsOneMessageUnlessItIsToBeKept() throws IOException {
        byte[] packed = gzip(Runs.notifies(5000));
        Runs.write(dir.resolve("damaged/trace-events"), Runs.TRACE_EVENTS);
        var damaged = Runs.write(dir.resolve("damaged/qemu.trace.gz"), Arrays.copyOf(packed, packed.length / 2));
        var query = "SELECT count(*) > 100 FROM iostrata.`%s`".formatted(damaged);

        var failed = Commands.sql(lake, "csv", query);

        assertThat(failed.err()).startsWith("iostrata: " + damaged + "@0x").hasLineCount(1);
        assertThat(failed.status()).isEqualTo(2);
        assertThat(Commands.rows(lake, query + " WITH (`on-error` = 'keep')")).containsExactly("true");
        assertThat(raw().option("table", "issues")
                        .load(damaged.toString())
                        .where("severity = 'error'")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aFileNobodyKnowsIsAnIssueAmongOthersAndAMistakeAlone() {
        Runs.simpletrace(dir.resolve("mixed"), 1);
        var notes = Runs.write(dir.resolve("mixed/notes.txt"), "nothing of the kind");

        assertThat(raw().load(dir.resolve("mixed").toString()).count()).isEqualTo(1);
        assertThat(raw().option("table", "issues")
                        .load(dir.resolve("mixed").toString())
                        .select("file", "kind")
                        .collectAsList())
                .extracting(Row::mkString)
                .containsExactly(notes + "unrecognised");
        assertThat(Commands.sql(lake, "csv", "SELECT * FROM iostrata.`%s`".formatted(notes))
                        .err())
                .isEqualTo("iostrata: " + notes + "@0x0: no format that is known here\n");
    }

    @Test
    void aMissingPathIsAMessage() {
        var missing = dir.resolve("none/*.trace").toString();

        assertThatThrownBy(() -> raw().load(missing))
                .isInstanceOf(UserError.class)
                .hasMessage(missing + ": no such file or directory");
        assertThat(Commands.sql(lake, "csv", "SELECT * FROM iostrata.`" + missing + "`")
                        .err())
                .isEqualTo("iostrata: " + missing + ": no such file or directory\n");
    }

    @Test
    void aWrongOptionIsAMessage() {
        assertThatThrownBy(() -> raw().option("table", "spans").load(dir.toString()))
                .hasMessage("Invalid table: spans (events or issues)");
        assertThatThrownBy(() -> raw().option("on-error", "maybe").load(dir.toString()))
                .hasMessage("Invalid on-error: maybe (fail or keep)");
    }

    @Test
    void aNameThatIsNoPathIsATableOfTheLakesNamespace() {
        assertThat(Commands.rows(lake, "SELECT count(*) FROM iostrata.events")).containsExactly("10");
        assertThat(Commands.sql(lake, "csv", "SELECT * FROM iostrata.nothing").status())
                .isEqualTo(2);
    }

    @Test
    void filesOfAContainerAreReadByThemselves() throws IOException, InterruptedException {
        var tar = dir.resolve("packed.tar");
        assertThat(new ProcessBuilder("tar", "-cf", tar.toString(), "-C", dir.toString(), "runs")
                        .start()
                        .waitFor())
                .isZero();

        assertThat(Commands.rows(
                        lake, "SELECT run_id, count(*) FROM iostrata.`%s` GROUP BY 1 ORDER BY 1".formatted(tar)))
                .containsExactly("packed,5", "plain,3", "text,2");
    }

    @Test
    void aSessionWithoutALakeNeedsTheCatalogAlone() {
        var plain = spark.newSession();
        plain.conf().set("spark.sql.defaultCatalog", "spark_catalog");
        plain.conf().set("spark.sql.catalog.iostrata", RawCatalog.class.getName());

        assertThat(plain.sql("SELECT count(*) FROM iostrata.`%s`".formatted(dir.resolve("runs/text")))
                        .head()
                        .getLong(0))
                .isEqualTo(2);
    }

    private static DataFrameReader raw() {
        return spark.read().format("iostrata");
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
