package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.LayerStatsTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.TableKeys;
import io.iostrata.schemas.tables.Tables;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL and a DuckDB file. Each test publishes into a schema of its own. */
@Tag("slow")
class PublishTest {
    private static final Path DASHBOARD = Path.of("..", "docs", "grafana", "iostrata.json");

    @TempDir
    static Path dir;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void everySmallTableIsInPostgresRowForRow() throws SQLException {
        var publish = publish(AnalyzedLake.directory(), postgresUrl(), "--schema", "everything");

        assertThat(publish.status()).as(publish.err()).isZero();
        assertEqualCounts(postgresUrl(), "everything");
        assertThat(query(
                        postgresUrl(),
                        "SELECT run_id, layer, count, CAST(mean_ns AS DECIMAL(30,6)), sum_ns, length(histogram)"
                                + " FROM everything.layer_stats"
                                + " ORDER BY run_id, layer"))
                .isEqualTo(Commands.rows(
                        AnalyzedLake.directory(),
                        "SELECT run_id, layer, count, CAST(mean_ns AS DECIMAL(30,6)), sum_ns, length(histogram)"
                                + " FROM layer_stats"
                                + " ORDER BY run_id, layer"));
    }

    @Test
    void everySmallTableIsInDuckDbRowForRow() throws SQLException {
        var url = "jdbc:duckdb:" + dir.resolve("all.duckdb");

        var first = publish(AnalyzedLake.directory(), url);
        var again = publish(AnalyzedLake.directory(), url);

        assertThat(first.status()).as(first.err()).isZero();
        assertEqualCounts(url, "iostrata");
        assertThat(query(url, "SELECT config->>'aio' FROM iostrata.runs ORDER BY run_id"))
                .isEqualTo(Commands.rows(AnalyzedLake.directory(), "SELECT config['aio'] FROM runs ORDER BY run_id"));
        assertThat(sent(again)).as(again.out()).isEmpty();
    }

    @Test
    void typesKeysAndCommentsAreThoseOfTheDataDictionary() throws SQLException {
        publish(AnalyzedLake.directory(), postgresUrl(), "--schema", "types", "--tables", "runs,layer_stats");

        for (var table : List.of(RunTable.SCHEMA, LayerStatsTable.SCHEMA)) {
            assertThat(query(
                            postgresUrl(),
                            "SELECT column_name || ' ' || data_type || ' ' || col_description('types.%s'::regclass, ordinal_position)"
                                            .formatted(table.name())
                                    + " FROM information_schema.columns WHERE table_schema = 'types' AND table_name = '"
                                    + table.name() + "' ORDER BY ordinal_position"))
                    .isEqualTo(table.fields().stream()
                            .map(field -> field.name() + " " + postgresType(field.type()) + " " + field.doc())
                            .toList());
            assertThat(query(
                            postgresUrl(),
                            "SELECT column_name FROM information_schema.key_column_usage WHERE table_schema = 'types'"
                                    + " AND table_name = '" + table.name() + "' ORDER BY ordinal_position"))
                    .isEqualTo(TableKeys.of(table).stream()
                            .map(field -> field.name())
                            .toList());
        }
    }

    @Test
    void onlyWhatChangedIsSentAgainAndWhatIsGoneIsRemoved() throws SQLException {
        var lake = dir.resolve("changing");
        for (var run : List.of("a", "b", "c")) {
            Runs.simpletrace(dir.resolve("archive").resolve(run), 10);
        }
        Commands.ingest(lake, dir.resolve("archive"));
        publish(lake, postgresUrl(), "--schema", "changing");
        var before = query(postgresUrl(), "SELECT run_id, ingest_id FROM changing.runs ORDER BY 1");

        Runs.simpletrace(dir.resolve("archive/b"), 20);
        Commands.ingest(lake, dir.resolve("archive"));
        Commands.run("forget", "--lake", lake.toString(), "c");
        var publish = publish(lake, postgresUrl(), "--schema", "changing");

        assertThat(publish.status()).as(publish.err()).isZero();
        var after = query(postgresUrl(), "SELECT run_id, ingest_id FROM changing.runs ORDER BY 1");
        assertThat(after).hasSize(2).contains(before.get(0)).doesNotContain(before.get(1));
        assertThat(query(postgresUrl(), "SELECT run_id, sum(events) FROM changing.sources GROUP BY 1 ORDER BY 1"))
                .containsExactly("a,10", "b,20");
        assertThat(publish.out()).containsPattern("(?m)^runs +1 +1 +1$").containsPattern("(?m)^sources +1 +1 +2$");
    }

    @Test
    void aPublicationThatFailsLeavesWhatWasThere() throws SQLException {
        var lake = dir.resolve("failing");
        Commands.ingest(lake, Runs.simpletrace(dir.resolve("failing-archive/one"), 10));
        assertThat(publish(lake, postgresUrl(), "--schema", "failing").status()).isZero();
        execute("ALTER TABLE failing.sources ADD CHECK (events < 15)");
        Runs.simpletrace(dir.resolve("failing-archive/one"), 20);
        Commands.ingest(lake, dir.resolve("failing-archive/one"));
        var before = query(postgresUrl(), "SELECT run_id, ingest_id FROM failing.runs");

        var publish = publish(lake, postgresUrl(), "--schema", "failing");

        assertThat(publish.status()).isEqualTo(2);
        assertThat(publish.err()).contains("iostrata: the database says: ").doesNotContain("\tat ");
        assertThat(query(postgresUrl(), "SELECT run_id, ingest_id FROM failing.runs"))
                .isEqualTo(before);
        assertThat(query(postgresUrl(), "SELECT events FROM failing.sources WHERE events > 0"))
                .containsExactly("10");
    }

    @Test
    void anotherLakeIsNotMixedIn() throws SQLException {
        var other = dir.resolve("other");
        Commands.ingest(other, Runs.simpletrace(dir.resolve("other-archive/other-run"), 10));
        publish(AnalyzedLake.directory(), postgresUrl(), "--schema", "mixed", "--tables", "runs");

        var refused = publish(other, postgresUrl(), "--schema", "mixed", "--tables", "runs");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("schema mixed of the database holds another lake");
        assertThat(query(postgresUrl(), "SELECT count(*) FROM mixed.runs")).containsExactly("2");

        publish(other, postgresUrl(), "--schema", "mixed", "--tables", "runs", "--replace");
        assertThat(query(postgresUrl(), "SELECT run_id FROM mixed.runs")).containsExactly("other-run");
    }

    @Test
    void theDashboardsQueriesRunAndHaveRows() throws Exception {
        publish(AnalyzedLake.directory(), postgresUrl());
        var dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());

        var queries = new HashMap<String, String>();
        dashboard.findValues("rawSql").forEach(sql -> queries.put(sql.asText(), sql.asText()));
        assertThat(queries.size()).isGreaterThanOrEqualTo(6);
        var values = variables(dashboard);
        for (var sql : queries.keySet()) {
            assertThat(query(postgresUrl(), filled(sql, values))).as(sql).isNotEmpty();
        }
    }

    @Test
    void aMistakeIsOneLineAndExitTwo() {
        for (var mistake : Map.of(
                        "jdbc:oracle:thin:x",
                                "Invalid --jdbc-url: expected jdbc:postgresql://HOST/DATABASE or jdbc:duckdb:FILE",
                        "jdbc:postgresql://127.0.0.1:1/none?connectTimeout=1", "the database says: ")
                .entrySet()) {
            var publish = publish(AnalyzedLake.directory(), mistake.getKey());

            assertThat(publish.status()).isEqualTo(2);
            assertThat(publish.err())
                    .startsWith("iostrata: " + mistake.getValue())
                    .hasLineCount(1);
        }
        assertThat(publish(AnalyzedLake.directory(), postgresUrl(), "--tables", "nothing")
                        .err())
                .isEqualTo("iostrata: Invalid --tables: nothing (no table of that name)\n");
        assertThat(publish(AnalyzedLake.directory(), postgresUrl(), "--schema", "a b")
                        .err())
                .isEqualTo("iostrata: Invalid --schema: a b (expected small letters, digits and _)\n");
    }

    /** The first value that each of the dashboard's variables can have. */
    private static Map<String, String> variables(JsonNode dashboard) throws SQLException {
        var values = new HashMap<String, String>();
        for (var variable : dashboard.path("templating").path("list")) {
            if (variable.path("type").asText().equals("query")) {
                var sql = filled(variable.path("query").asText(), values);
                values.put(
                        variable.path("name").asText(),
                        query(postgresUrl(), sql).get(0));
            }
        }
        return values;
    }

    /** As Grafana fills variables in: quoted for SQL. */
    private static String filled(String sql, Map<String, String> values) {
        var filled = sql;
        for (var value : values.entrySet()) {
            filled = filled.replace("${" + value.getKey() + ":sqlstring}", "'" + value.getValue() + "'");
        }
        assertThat(filled).doesNotContain("$");
        return filled;
    }

    private static void assertEqualCounts(String url, String schema) throws SQLException {
        for (var table : Tables.ALL.stream().filter(PublishTest::isPublished).toList()) {
            assertThat(query(url, "SELECT count(*) FROM " + schema + "." + table.name()))
                    .as(table.name())
                    .isEqualTo(Commands.rows(AnalyzedLake.directory(), "SELECT count(*) FROM " + table.name()));
        }
    }

    private static boolean isPublished(TableSchema table) {
        return !List.of("events", "spans", "stages", "requests", "request_layers", "futex_waits")
                .contains(table.name());
    }

    private static String postgresType(FieldType type) {
        return switch (type) {
            case STRING -> "text";
            case INT32 -> "integer";
            case INT64 -> "bigint";
            case DOUBLE -> "double precision";
            case BOOLEAN -> "boolean";
            case DECIMAL38 -> "numeric";
            case BINARY -> "bytea";
            case STRING_MAP -> "jsonb";
        };
    }

    /** The tables that rows were sent of. */
    private static List<String> sent(Commands.Printed publish) {
        return publish.out()
                .lines()
                .skip(1)
                .filter(line -> !line.matches("\\w+ +0 +0 +0"))
                .toList();
    }

    private static Commands.Printed publish(Path lake, String url, String... more) {
        var command = Stream.of("publish", "--lake", lake.toString(), "--jdbc-url", url);
        return Commands.run(Stream.concat(command, Stream.of(more)).toArray(String[]::new));
    }

    private static String postgresUrl() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = connect(postgresUrl());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> query(String url, String sql) throws SQLException {
        try (var connection = connect(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                var cells = new ArrayList<String>();
                for (int column = 1; column <= columns; column++) {
                    cells.add(rows.getString(column) == null ? "" : rows.getString(column));
                }
                found.add(cells.stream().collect(Collectors.joining(",")));
            }
            return found;
        }
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url);
    }
}
