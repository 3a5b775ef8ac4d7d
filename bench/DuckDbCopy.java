import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Times DuckDB writing the rows of Parquet files, held in its memory, to Parquet again: wall and CPU seconds. */
final class DuckDbCopy {
    private static final int ROUNDS = 3;
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private DuckDbCopy() {}

    public static void main(String... files) throws SQLException, IOException {
        for (var file : files) {
            try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                    var sql = connection.createStatement()) {
                sql.execute("SET preserve_insertion_order = true");
                sql.execute("CREATE TABLE events AS SELECT * FROM read_parquet('" + file + "')");
                for (int round = 0; round < ROUNDS; round++) {
                    copy(sql, Path.of(file));
                }
            }
        }
    }

    private static void copy(Statement sql, Path file) throws SQLException, IOException {
        var copy = Path.of(file + ".duckdb");
        long beginNs = System.nanoTime();
        long cpuNs = PROCESS.getProcessCpuTime();
        long rows = sql.executeLargeUpdate("COPY events TO '" + copy + "' (FORMAT parquet, COMPRESSION zstd)");
        double seconds = (System.nanoTime() - beginNs) / 1e9;
        double cpuSeconds = (PROCESS.getProcessCpuTime() - cpuNs) / 1e9;
        System.out.printf(
                "%-20s %-18s %6.1f M events %6.2f s %6.2f M events/s | process %6.2f CPU s | %6.2f B/event%n",
                file.getFileName(), "DuckDB COPY", rows / 1e6, seconds, rows / 1e6 / seconds, cpuSeconds,
                (double) Files.size(copy) / rows);
        Files.delete(copy);
    }
}
