package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.EventTable;
import io.iostrata.schemas.tables.LayerStatsTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SpanTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files are read by DuckDB and by Arrow, and held against what Spark says of the lake. */
@Tag("slow")
class ExportTest {
    @TempDir
    static Path dir;

    private static Path lake;

    @BeforeAll
    static void fill() {
        lake = AnalyzedLake.directory();
    }

    @ParameterizedTest
    @CsvSource({"events, parquet", "layer_stats, parquet", "runs, parquet", "spans, csv"})
    void everyColumnAddsUpAsInTheLake(String table, String format) throws Exception {
        var schema = schema(table);
        var file = dir.resolve(table + "." + format);

        var export = export(file, "--table", table, "--format", format);

        assertThat(export.status()).as(export.err()).isZero();
        var sums = schema.fields().stream()
                .map(ExportTest::sum)
                .collect(Collectors.joining(", ", "SELECT count(*), ", ""));
        // Of a CSV file DuckDB guesses types: keys that look like numbers are texts.
        var guesses = format.equals("csv") ? ", types = {'request_key': 'VARCHAR'}" : "";
        assertThat(duckdb(sums + " FROM read_" + format + "('" + file + "'" + guesses + ") t"))
                .isEqualTo(Commands.rows(lake, sums + " FROM " + table + " t").get(0));
        assertThat(export.out())
                .isEqualTo("rows   %s%nfile   %s (%d bytes)%n"
                        .formatted(
                                Commands.rows(lake, "SELECT count(*) FROM " + table)
                                        .get(0),
                                file,
                                Files.size(file)));
    }

    @Test
    void csvIsWhatSqlPrints() throws IOException {
        var file = dir.resolve("runs.csv");

        export(file, "--table", "runs", "--format", "csv", "--run", AnalyzedLake.RUN);

        assertThat(Files.readString(file))
                .isEqualTo(Commands.sql(lake, "csv", "SELECT * FROM runs WHERE run_id = '" + AnalyzedLake.RUN + "'")
                        .out());
    }

    @ParameterizedTest
    @CsvSource({"events.arrow, false", "events.arrows, true"})
    void arrowHasEveryRowInBatches(String name, boolean isStream) throws IOException {
        var file = dir.resolve(name);

        export(file, "--table", "events", "--format", "arrow");

        long rows = 0;
        long sum = 0;
        long ofPort = 0;
        try (var allocator = new RootAllocator();
                ArrowReader reader = isStream
                        ? new ArrowStreamReader(Files.newInputStream(file), allocator)
                        : new ArrowFileReader(Files.newByteChannel(file), allocator)) {
            while (reader.loadNextBatch()) {
                var root = reader.getVectorSchemaRoot();
                rows += root.getRowCount();
                var seq = (BigIntVector) root.getVector("seq");
                var port = (BigIntVector) root.getVector("port");
                for (int row = 0; row < root.getRowCount(); row++) {
                    sum += seq.get(row);
                    ofPort += port.isNull(row) ? 0 : 1;
                }
            }
        }
        assertThat(Commands.rows(lake, "SELECT count(*), sum(seq), count(port) FROM events"))
                .containsExactly(rows + "," + sum + "," + ofPort);
    }

    @Test
    void onlyRunsAndRowsThatAreAskedFor() throws SQLException {
        var file = dir.resolve("some.parquet");

        export(
                file,
                "--table",
                "events",
                "--format",
                "parquet",
                "--run",
                "b-threads-*",
                "--where",
                "event = 'virtio_notify' AND seq < 10000");

        assertThat(duckdb("SELECT count(*), min(run_id), max(run_id) FROM '" + file + "'"))
                .isEqualTo(Commands.rows(
                                lake,
                                "SELECT count(*), min(run_id), max(run_id) FROM events WHERE event = 'virtio_notify'"
                                        + " AND seq < 10000 AND run_id = '" + AnalyzedLake.OTHER_RUN + "'")
                        .get(0));
    }

    @ParameterizedTest
    @CsvSource({"parquet", "csv", "arrow"})
    void nothingIsAFileOfNoRows(String format) throws Exception {
        var file = dir.resolve("none." + format);

        var export = export(file, "--table", "sources", "--format", format, "--where", "false");

        assertThat(export.status()).as(export.err()).isZero();
        assertThat(export.out()).startsWith("rows   0\n");
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void aFileThatIsThereStaysUnlessForced() throws IOException {
        var file = Runs.write(dir.resolve("there.csv"), "mine");

        var refused = export(file, "--table", "runs", "--format", "csv");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("iostrata: %s: is there already, expected the path of a new file (or --force)%n"
                        .formatted(file));
        assertThat(file).hasContent("mine");

        assertThat(export(file, "--table", "runs", "--format", "csv", "--force").status())
                .isZero();
        assertThat(Files.readString(file)).startsWith("run_id,");
    }

    @Test
    void anExportThatFailsLeavesNoFile() throws IOException {
        var alone = Files.createDirectory(dir.resolve("alone"));

        for (var format : List.of("csv", "parquet", "arrow")) {
            var failed = export(
                    alone.resolve("x"), "--table", "runs", "--format", format, "--where", "raise_error('no') IS NULL");
            assertThat(failed.status()).isNotZero();
        }

        assertThat(alone).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--table nothing --format csv | Invalid table: nothing (expected one of runs, sources",
                "--format csv | Invalid export: no --table (expected one of runs, sources",
                "--table layer_breakdown --format csv --run * | Invalid --run: * (layer_breakdown is over many runs)",
                "--table runs --format csv --run none | no run of the lake matches \"none\"",
                "--table runs --format csv --where nonsense | [UNRESOLVED_COLUMN",
                "--format perfetto | Invalid export: perfetto without --run (expected --run RUN)",
                "--format perfetto --run b-* | Invalid --run: b-* (names 2 runs, expected one)",
                "--format perfetto --run b-* --table runs | Invalid export: --table or --where with perfetto"
            })
    void aMistakeIsOneLineAndExitTwo(String options, String message) {
        var export = export(dir.resolve("mistake"), options.split(" "));

        assertThat(export.status()).isEqualTo(2);
        assertThat(export.err()).startsWith("iostrata: " + message).hasLineCount(1);
        assertThat(dir.resolve("mistake")).doesNotExist();
    }

    private static Commands.Printed export(Path file, String... options) {
        var command = Stream.of("export", "--lake", lake.toString(), "--out", file.toString());
        return Commands.run(Stream.concat(command, Stream.of(options)).toArray(String[]::new));
    }

    /** A figure of a column that is the same in both SQLs. */
    private static String sum(Field field) {
        var name = "t." + field.name();
        return switch (field.type()) {
            case STRING -> "coalesce(sum(length(concat(" + name + ", ''))), 0)";
            case BINARY -> "coalesce(sum(octet_length(" + name + ")), 0)";
            case STRING_MAP -> "count(" + name + ")";
            case BOOLEAN -> "sum(CASE WHEN " + name + " THEN 1 ELSE 0 END)";
            case DOUBLE -> "coalesce(CAST(max(" + name + ") AS DECIMAL(38,6)), 0)";
            case INT32, INT64, DECIMAL38 -> "coalesce(sum(CAST(" + name + " AS DECIMAL(38,0))), 0)";
        };
    }

    private static TableSchema schema(String name) {
        return Stream.of(EventTable.SCHEMA, LayerStatsTable.SCHEMA, RunTable.SCHEMA, SpanTable.SCHEMA)
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String duckdb(String query) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return IntStream.rangeClosed(1, rows.getMetaData().getColumnCount())
                    .mapToObj(column -> {
                        try {
                            return String.valueOf(rows.getString(column));
                        } catch (SQLException failed) {
                            throw new IllegalStateException(failed);
                        }
                    })
                    .collect(Collectors.joining(","));
        }
    }
}
