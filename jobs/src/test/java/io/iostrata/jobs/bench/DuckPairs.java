package io.iostrata.jobs.bench;

import io.iostrata.jobs.bench.AnalyzeBench.Pairs;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The pairs of the generated run in DuckDB's SQL, in three ways that give the same: a window over each layer's events, one
 * window over all of them, an as-of join of begins to ends.
 */
final class DuckPairs implements AutoCloseable {
    /** A layer of the run: its events, and as SQL the condition for them and the key of a request. */
    private record Sides(String layer, String begin, String end, String condition, String key) {
        String isBegin() {
            return "event = '" + begin + "'";
        }

        String where() {
            return "event IN ('" + begin + "', '" + end + "') AND " + condition;
        }
    }

    private static final List<Sides> LAYERS = List.of(
            new Sides(
                    "host_kvm",
                    "kvm_pio",
                    "kvm_set_irq",
                    "CASE event WHEN 'kvm_pio' THEN port = 49168 AND args['rw'] = 'write' AND args['size'] = '2'"
                            + " WHEN 'kvm_set_irq' THEN gsi = 11 AND level = 1 END",
                    "0"),
            new Sides("qemu_virtio", "virtio_queue_notify", "virtio_notify", "vdev = 94437821102272", "0"),
            new Sides("qemu_paio", "laio_submit", "qemu_laio_enqueue_completed", "acb IS NOT NULL", "acb"),
            new Sides(
                    "qemu_request",
                    "virtio_blk_handle_read",
                    "virtio_blk_req_complete",
                    "vdev = 94437821102272",
                    "req"));

    private final Connection connection;

    /** How the SQL goes about it. */
    enum Way {
        WINDOWS,
        ONE_WINDOW,
        AS_OF
    }

    DuckPairs(List<String> files) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        var list = files.stream().map(file -> "'" + file + "'").collect(Collectors.joining(", "));
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE VIEW events AS SELECT * FROM read_parquet([" + list + "])");
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    Map<String, Pairs> pairs(Way way) throws SQLException {
        var pairs = new TreeMap<String, Pairs>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql(way))) {
            while (rows.next()) {
                pairs.put(rows.getString(1), new Pairs(rows.getLong(2), rows.getLong(3)));
            }
        }
        return pairs;
    }

    private static String sql(Way way) {
        return switch (way) {
            case WINDOWS -> LAYERS.stream().map(DuckPairs::window).collect(Collectors.joining("\nUNION ALL\n"));
            case ONE_WINDOW -> oneWindow();
            case AS_OF -> LAYERS.stream().map(DuckPairs::asOf).collect(Collectors.joining("\nUNION ALL\n"));
        };
    }

    /** An end right behind a begin, among the layer's events of the same key. */
    private static String window(Sides sides) {
        return """
                SELECT '%s', count(*), sum(dur) FROM (
                  SELECT %s AS begins, lag(%s) OVER same AS begun, ts_ns - lag(ts_ns) OVER same AS dur
                  FROM events WHERE %s
                  WINDOW same AS (PARTITION BY source_id, %s ORDER BY seq))
                WHERE NOT begins AND begun"""
                .formatted(sides.layer, sides.isBegin(), sides.isBegin(), sides.where(), sides.key);
    }

    private static String oneWindow() {
        var layer = LAYERS.stream()
                .map(sides -> " WHEN " + sides.where() + " THEN '" + sides.layer + "'")
                .collect(Collectors.joining());
        var key = LAYERS.stream()
                .map(sides -> " WHEN '" + sides.layer + "' THEN " + sides.key)
                .collect(Collectors.joining());
        var begins = LAYERS.stream().map(sides -> "'" + sides.begin + "'").collect(Collectors.joining(", "));
        return """
                SELECT layer, count(*), sum(dur) FROM (
                  SELECT layer, begins, lag(begins) OVER same AS begun, ts_ns - lag(ts_ns) OVER same AS dur
                  FROM (SELECT *, CASE layer %s END AS key FROM (
                    SELECT *, CASE %s END AS layer, event IN (%s) AS begins FROM events))
                  WHERE layer IS NOT NULL
                  WINDOW same AS (PARTITION BY source_id, layer, key ORDER BY seq))
                WHERE NOT begins AND begun GROUP BY layer"""
                .formatted(key, layer, begins);
    }

    /** The begin before each end, unless another end took it: of ends with the same begin the first counts. */
    private static String asOf(Sides sides) {
        return """
                SELECT '%s', count(*), sum(dur) FROM (
                  SELECT min(e.ts_ns) - any_value(b.ts_ns) AS dur
                  FROM (SELECT source_id, seq, ts_ns, %s AS key FROM events WHERE %s AND NOT %s) e
                  ASOF JOIN (SELECT source_id, seq, ts_ns, %s AS key FROM events WHERE %s AND %s) b
                  ON e.source_id = b.source_id AND e.key = b.key AND e.seq >= b.seq
                  GROUP BY e.source_id, b.seq)"""
                .formatted(
                        sides.layer,
                        sides.key,
                        sides.where(),
                        sides.isBegin(),
                        sides.key,
                        sides.where(),
                        sides.isBegin());
    }
}
