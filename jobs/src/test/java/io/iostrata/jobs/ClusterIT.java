package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jobs.jar} on a real cluster, over a shared directory and over a store that speaks S3: what one JVM makes of it. */
@Tag("slow")
class ClusterIT {
    private static final Path EXAMPLES =
            Path.of("../examples/all-layers").toAbsolutePath().normalize();
    private static final List<String> RUNS = List.of("b-native-memset-r1", "b-threads-memset-r1");
    private static final String FIGURES = "SELECT run_id, layer, count, mean_ns, p99_ns FROM layer_stats ORDER BY ALL";
    private static final String EVENTS =
            "SELECT run_id, count(*), count(DISTINCT event), sum(hash(ts_ns, event)) FROM events GROUP BY run_id ORDER BY run_id";

    @TempDir
    private static Path dir;

    private static S3Server store;
    private static SparkCluster cluster;
    private static Path archive;
    private static Path local;

    @BeforeAll
    static void start() throws Exception {
        archive = Files.createDirectories(dir.resolve("runs"));
        copy("common");
        for (var run : RUNS) {
            copy(run);
        }
        local = dir.resolve("local");
        done(Commands.ingest(local, archive));
        done(Commands.run("analyze", "--lake", local.toString()));
        store = S3Server.start(dir);
        store.upload(archive);
        cluster = SparkCluster.start(dir, store.settings());
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
        if (store != null) {
            store.close();
        }
    }

    @Test
    void aLakeInASharedDirectory() throws Exception {
        var lake = dir.resolve("shared");
        submit(Ingest.class, archive.toString(), "--lake", lake.toString());

        assertThat(Commands.rows(lake, EVENTS)).isEqualTo(Commands.rows(local, EVENTS));
        assertThat(served(lake.toString(), "SELECT count(*) FROM runs")).isEqualTo(RUNS.size());
    }

    @Test
    void aLakeInAnObjectStore() throws Exception {
        var lake = S3Server.BUCKET + "lake";
        submit(Ingest.class, S3Server.BUCKET + "runs", "--lake", lake);
        submit(Analyze.class, "--lake", lake);

        assertThat(answers(lake, FIGURES)).hasSizeGreaterThan(10).isEqualTo(Commands.rows(local, FIGURES));
        assertThat(submit(Compare.class, "--lake", lake, "--baseline", "aio=threads", "--candidate", "aio=native"))
                .contains("Guest benchmark");
        submit(Report.class, "--lake", lake, "--out", dir.resolve("report.html").toString());
        assertThat(dir.resolve("report.html")).isNotEmptyFile();
        exportedFrom(lake);
        submit(Publish.class, "--lake", lake, "--jdbc-url", "jdbc:duckdb:" + dir.resolve("lake.duckdb"));
        assertThat(dir.resolve("lake.duckdb")).isNotEmptyFile();
        submit(Forget.class, "--lake", lake, "b-threads-*");
        submit(Vacuum.class, "--lake", lake, "--keep", "0s");
        assertThat(answers(lake, EVENTS)).isEqualTo(Commands.rows(local, EVENTS).subList(0, 1));
    }

    /** A file in the store, and one in a shared directory that replaces another. */
    private static void exportedFrom(String lake) throws Exception {
        var parquet = S3Server.BUCKET + "layer_stats.parquet";
        var ofTable = "SELECT count(*), sum(count), sum(p99_ns) FROM ";
        export(lake, "--table", "layer_stats", "--format", "parquet", "--out", parquet);
        export(lake, "--table", "layer_stats", "--format", "parquet", "--out", parquet, "--force");
        assertThat(answers(lake, ofTable + "parquet.`" + parquet + "`"))
                .isEqualTo(Commands.rows(local, ofTable + "layer_stats"));
        var csv = Files.writeString(dir.resolve("runs.csv"), "another");
        export(lake, "--table", "runs", "--format", "csv", "--out", csv.toString(), "--force");
        assertThat(csv).content().startsWith("run_id,").doesNotContain("another");
        assertThat(Files.readAllLines(csv)).hasSize(1 + RUNS.size());
    }

    private static void export(String lake, String... arguments) throws Exception {
        var lakeFirst = Stream.concat(Stream.of("--lake", lake), Stream.of(arguments));
        submit(Export.class, lakeFirst.toArray(String[]::new));
    }

    private static List<String> answers(String lake, String query) throws Exception {
        return submit(Sql.class, "--lake", lake, "--format", "csv", query)
                .lines()
                .skip(1)
                .toList();
    }

    private static long served(String lake, String query) throws Exception {
        JdbcClient.load();
        var log = dir.resolve("serve.log");
        var server = cluster.begin(log, Serve.class, "--lake", lake, "--port", "0");
        try (var connection = DriverManager.getConnection(ServeProcessTest.url(server, log));
                var statement = connection.createStatement();
                var answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getLong(1);
        } finally {
            S3Server.end(server);
        }
    }

    private static String submit(Class<?> job, String... arguments) throws Exception {
        var submitted = cluster.submit(job, arguments);
        assertThat(submitted.status()).as(Files.readString(submitted.err())).isZero();
        return submitted.out();
    }

    private static void done(Commands.Printed printed) {
        assertThat(printed.status()).as(printed.err()).isZero();
    }

    private static void copy(String name) throws IOException {
        var to = Files.createDirectories(archive.resolve(name));
        try (var files = Files.list(EXAMPLES.resolve(name))) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
