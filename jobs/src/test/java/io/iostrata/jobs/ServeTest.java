package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.lake.LakeSession;
import io.iostrata.jobs.server.LakeServer;
import io.iostrata.jobs.server.ServeOptions;
import io.iostrata.schemas.tables.Tables;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server, asked by the Arrow Flight SQL JDBC driver. */
class ServeTest {
    private static final long GIB = 1L << 30;

    @TempDir
    static Path dir;

    private static Path lakeDirectory;
    private static SparkSession spark;
    private static LakeServer server;

    private Connection connection;

    @BeforeAll
    static void serve() throws Exception {
        JdbcClient.load();
        lakeDirectory = dir.resolve("lake");
        assertThat(Commands.ingest(lakeDirectory, Runs.simpletrace(dir.resolve("run"), 3))
                        .status())
                .isZero();
        spark = (SparkSession) LakeSession.open("serve", lakeDirectory);
        spark.sql("USE lake.iostrata");
        server = new LakeServer(spark, new ServeOptions("127.0.0.1", 0, Optional.empty(), Optional.empty(), GIB));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection(server.jdbcUrl());
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void valuesOfEveryTypeArriveExactly() throws SQLException {
        try (var rows = query(
                "SELECT 9007199254740993 AS big, CAST(NULL AS STRING) AS nothing, map('k', 'v') AS pairs,"
                        + " X'00ff10' AS bytes, 1.5D AS ratio, CAST('12345678901234567890123456789' AS DECIMAL(38,0)) AS sum,"
                        + " true AS flag, 7 AS small, TIMESTAMP '2010-07-02 01:02:03.000004' AS at, DATE '2010-07-02' AS day")) {
            rows.next();
            assertThat(rows.getLong("big")).isEqualTo(9007199254740993L);
            assertThat(rows.getString("nothing")).isNull();
            assertThat(rows.getObject("pairs")).hasToString("{\"k\":\"v\"}");
            assertThat(rows.getBytes("bytes")).containsExactly(0, 255, 16);
            assertThat(rows.getDouble("ratio")).isEqualTo(1.5);
            assertThat(rows.getBigDecimal("sum")).isEqualTo(new BigDecimal("12345678901234567890123456789"));
            assertThat(rows.getBoolean("flag")).isTrue();
            assertThat(rows.getInt("small")).isEqualTo(7);
            assertThat(rows.getTimestamp("at").toInstant()).hasToString("2010-07-02T01:02:03.000004Z");
            assertThat(rows.getString("day")).isEqualTo("2010-07-02");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "iostrata.events", "lake.iostrata.events", "LAKE.Iostrata.Events", "`events`"})
    void everyNameOfATableShowsTheSameVisibleRows(String name) throws SQLException {
        assertThat(number("SELECT count(*) FROM " + name))
                .isEqualTo(Long.parseLong(Commands.rows(lakeDirectory, "SELECT count(*) FROM events")
                        .get(0)));
    }

    @Test
    void rowsThatNoRunHasAreNotSeenUnderAnyName() throws Exception {
        var lake = new Lake(LakeSession.open("orphan", lakeDirectory));
        long before = number("SELECT count(*) FROM lake.iostrata.sources");
        lake.append(
                Tables.ALL.stream()
                        .filter(table -> table.name().equals("sources"))
                        .findFirst()
                        .orElseThrow(),
                lake.spark()
                        .sql("SELECT * FROM lake.iostrata.sources")
                        .withColumn("ingest_id", org.apache.spark.sql.functions.lit("killed")));

        assertThat(number("SELECT count(*) FROM lake.iostrata.sources")).isEqualTo(before);
        assertThat(
                        number(
                                "WITH s AS (SELECT * FROM sources) SELECT count(*) FROM s a JOIN s b USING (run_id, source_id)"))
                .isEqualTo(before);
    }

    @Test
    void whatIsIngestedLaterIsSeenByAnOpenConnection() throws Exception {
        long before = number("SELECT count(*) FROM runs");

        assertThat(Commands.ingest(lakeDirectory, Runs.simpletrace(dir.resolve("later"), 2))
                        .status())
                .isZero();

        assertThat(number("SELECT count(*) FROM runs")).isEqualTo(before + 1);
    }

    @Test
    void tablesAndColumnsAreListedWithTypesAndRemarks() throws SQLException {
        var meta = connection.getMetaData();

        assertThat(column(meta.getCatalogs(), "TABLE_CAT")).containsExactly("lake");
        assertThat(column(meta.getSchemas(), "TABLE_SCHEM")).containsExactly("iostrata");
        assertThat(column(meta.getTableTypes(), "TABLE_TYPE")).containsExactly("TABLE");
        assertThat(column(meta.getTables(null, null, "%", null), "TABLE_NAME"))
                .containsExactlyInAnyOrderElementsOf(
                        Tables.ALL.stream().map(table -> table.name()).toList());
        assertThat(column(meta.getTables("lake", "iostrata", "layer\\_s%", new String[] {"TABLE"}), "TABLE_NAME"))
                .containsExactly("layer_stats");
        assertThat(column(meta.getTables(null, "other", "%", null), "TABLE_NAME"))
                .isEmpty();
        assertThat(column(meta.getColumns(null, null, "runs", "%"), "COLUMN_NAME"))
                .startsWith("run_id", "ingest_id");
        assertThat(column(meta.getColumns(null, null, "layer_stats", "sum_ns"), "DATA_TYPE"))
                .containsExactly(Integer.toString(java.sql.Types.DECIMAL));
        assertThat(meta.isReadOnly()).isTrue();
        assertThat(meta.getIdentifierQuoteString()).isEqualTo("`");
        assertThat(column(meta.getPrimaryKeys(null, null, "sources"), "COLUMN_NAME"))
                .containsExactly("run_id", "source_id");
    }

    @Test
    void preparedStatementsTakeParametersOfTheColumnsTypes() throws SQLException {
        var sql = "SELECT count(*) FROM events WHERE event = ? AND seq >= ? AND run_id IN (SELECT run_id FROM runs"
                + " WHERE run_id LIKE ?)";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, "virtio_notify");
            statement.setLong(2, 0);
            statement.setString(3, "run");
            long all = only(statement.executeQuery());
            statement.setString(1, "no such event");
            long none = only(statement.executeQuery());

            assertThat(all).isPositive();
            assertThat(none).isZero();
            assertThat(statement.getParameterMetaData().getParameterType(2)).isEqualTo(java.sql.Types.BIGINT);
        }
        try (var statement = connection.prepareStatement("SELECT id FROM range(10) ORDER BY id LIMIT ?")) {
            statement.setInt(1, 3);
            assertThat(column(statement.executeQuery(), "id")).containsExactly("0", "1", "2");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM runs",
                "INSERT INTO runs SELECT * FROM runs",
                "DROP TABLE lake.iostrata.runs",
                "CREATE TABLE lake.iostrata.mine AS SELECT 1 AS a",
                "CREATE TEMPORARY VIEW mine AS SELECT 1 AS a",
                "SET spark.iostrata.visible-tables=false",
                "USE lake",
                "CACHE TABLE runs",
                "WITH x AS (SELECT 1 AS a) INSERT INTO runs SELECT * FROM runs",
                "SELECT TRANSFORM(run_id) USING 'cat' AS (a) FROM runs",
                "WITH x AS (SELECT TRANSFORM(run_id) USING 'cat' AS (a) FROM runs) SELECT * FROM x",
                "SELECT reflect('java.lang.System', 'getProperty', 'user.home')",
                "SELECT java_method('java.lang.System', 'getProperty', 'user.home')",
                "SELECT builtin.reflect('java.lang.System', 'getProperty', 'user.home')",
                "SELECT * FROM VALUES (try_reflect('java.lang.System', 'getProperty', 'user.home'))",
                "SELECT * FROM text.`/etc/passwd`",
                "SELECT * FROM iostrata.`/etc/passwd`",
                "ADD JAR '/x.jar'",
                "EXECUTE IMMEDIATE 'SELECT 1'",
                "EXECUTE IMMEDIATE 'DELETE FROM lake.iostrata.runs'",
                "EXPLAIN EXECUTE IMMEDIATE 'DELETE FROM lake.iostrata.runs'",
                "CALL lake.system.expire_snapshots('iostrata.runs')",
                "INSERT INTO IDENTIFIER('lake.iostrata.' || 'runs') SELECT * FROM runs",
                "BEGIN DELETE FROM lake.iostrata.runs; END",
                "SELECT * FROM lake.iostrata.runs WITH (`iostrata-table` 'itself')",
                "WITH r AS (SELECT * FROM runs WITH (`iostrata-table` 'itself')) SELECT * FROM r",
                "SELECT (SELECT count(*) FROM runs WITH (`iostrata-table` 'itself'))",
                "SELECT * FROM runs VERSION AS OF 1",
                "SELECT assert_true(id < 0) FROM range(10)",
                "SELECT raise_error('stop') FROM range(10)",
                "SELECT * FROM nothing",
                "SELEC 1"
            })
    void whatIsNoQueryOfTheLakeIsRefused(String sql) throws SQLException {
        assertThatThrownBy(() -> query(sql).next()).isInstanceOf(SQLException.class);

        assertThat(number("SELECT count(*) FROM runs")).isPositive();
    }

    /** What queries are made of. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT run_id, count(*) FROM events GROUP BY run_id HAVING count(*) > 0 ORDER BY 1 LIMIT 3 OFFSET 0",
                "SELECT a.run_id FROM runs a LEFT JOIN sources b USING (run_id) WHERE EXISTS (SELECT 1 FROM events)",
                "WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS x FROM a) SELECT * FROM a UNION ALL SELECT * FROM b",
                "SELECT x, row_number() OVER (PARTITION BY x % 2 ORDER BY x) FROM VALUES (1), (2), (3) AS t(x)",
                "SELECT sum(x) OVER w FROM VALUES (1), (2) AS t(x) WINDOW w AS (ORDER BY x)",
                "SELECT k, v FROM runs LATERAL VIEW explode(config) c AS k, v WHERE true OR k IS NULL"
                        + " UNION SELECT 'a', 'b'",
                "SELECT * FROM VALUES ('a', 1), ('b', 2) AS t(k, v) PIVOT (sum(v) FOR k IN ('a', 'b'))",
                "SELECT /*+ BROADCAST(a) */ a.id FROM range(3) a JOIN LATERAL (SELECT a.id + 1 AS next) b ON true",
                "SELECT DISTINCT run_id FROM runs TABLESAMPLE (100 PERCENT) INTERSECT SELECT run_id FROM sources",
                "SELECT * FROM explode(array(1, 2)) EXCEPT SELECT 7",
                "SELECT (SELECT max(id) FROM range(3)), 1 IN (SELECT id FROM range(2))",
                "SELECT k FROM VALUES (1, 2) AS t(a, b) UNPIVOT (v FOR k IN (a, b))",
                "EXPLAIN SELECT 1",
                "DESCRIBE QUERY SELECT 1 AS a"
            })
    void queriesOfEveryShapeAreAnswered(String sql) throws SQLException {
        try (var rows = query(sql)) {
            assertThat(rows.next()).isTrue();
        }
    }

    @Test
    void lookingIsAllowed() throws SQLException {
        assertThat(column(query("SHOW TABLES"), "tableName")).contains("runs", "events");
        assertThat(column(query("DESCRIBE lake.iostrata.layer_stats"), "col_name"))
                .contains("mean_ns");
    }

    @Test
    void manyClientsAtOnceGetTheirOwnAnswers() throws Exception {
        var clients = Executors.newFixedThreadPool(20);
        try {
            var answers = new ArrayList<Future<Long>>();
            for (int client = 0; client < 20; client++) {
                int n = client;
                answers.add(clients.submit(() -> {
                    try (var own = DriverManager.getConnection(server.jdbcUrl());
                            var rows =
                                    own.createStatement().executeQuery("SELECT sum(id + " + n + ") FROM range(1000)")) {
                        rows.next();
                        return rows.getLong(1);
                    }
                }));
            }
            for (int client = 0; client < 20; client++) {
                assertThat(answers.get(client).get()).isEqualTo(499_500L + 1000L * client);
            }
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void rowsComeInOrderAndAreAllThere() throws SQLException {
        try (var rows = query("SELECT id FROM range(300000) ORDER BY id DESC")) {
            long expected = 299_999;
            while (rows.next()) {
                assertThat(rows.getLong(1)).isEqualTo(expected--);
            }
            assertThat(expected).isEqualTo(-1);
        }
    }

    @Test
    void aCancelledQueryEndsItsJobs() throws Exception {
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT id, sha2(cast(id AS STRING), 512) FROM range(100000000000)");
        assertThat(rows.next()).isTrue();

        rows.close();
        statement.close();

        assertThat(jobsEnd()).isTrue();
        assertThat(number("SELECT 1")).isEqualTo(1);
    }

    @Test
    void theJobsOfAClientThatIsKilledEnd() throws Exception {
        var log = dir.resolve("client.log");
        var client = ChildProcess.start(log, ClientThatStopsReading.class, server.jdbcUrl());
        try {
            while (client.isAlive() && !Files.readString(log).contains("reading")) {
                Thread.sleep(50);
            }
            assertThat(Files.readString(log)).contains("reading");
        } finally {
            client.destroyForcibly().waitFor();
        }

        assertThat(jobsEnd()).isTrue();
    }

    @Test
    void aResultLargerThanAllowedIsRefusedWithTheWayOut() throws Exception {
        var small = new ServeOptions("127.0.0.1", 0, Optional.empty(), Optional.empty(), 1 << 20);
        try (var strict = new LakeServer(spark, small);
                var client = DriverManager.getConnection(strict.jdbcUrl());
                var statement = client.createStatement()) {
            assertThatThrownBy(() -> {
                        var rows = statement.executeQuery("SELECT id FROM range(10000000)");
                        while (rows.next()) {
                            rows.getLong(1);
                        }
                    })
                    .hasStackTraceContaining("--largest-result-gib allows more");
        }
    }

    @Test
    void beyondLoopbackTlsAndALoginAreNeeded() {
        var refused = Commands.run("serve", "--lake", lakeDirectory.toString(), "--host", "0.0.0.0", "--port", "0");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("iostrata: --host 0.0.0.0: not loopback, so --tls-cert and --tls-key, and --user or"
                        + " --token-file, are needed too\n");
    }

    private static boolean jobsEnd() throws InterruptedException {
        var tracker = spark.sparkContext().statusTracker();
        for (int tries = 0; tries < 300 && tracker.getActiveJobIds().length > 0; tries++) {
            Thread.sleep(100);
        }
        return tracker.getActiveJobIds().length == 0;
    }

    private ResultSet query(String sql) throws SQLException {
        return connection.createStatement().executeQuery(sql);
    }

    private long number(String sql) throws SQLException {
        return only(query(sql));
    }

    private static long only(ResultSet rows) throws SQLException {
        try (rows) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static List<String> column(ResultSet rows, String name) throws SQLException {
        try (rows) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(name));
            }
            return values;
        }
    }
}
