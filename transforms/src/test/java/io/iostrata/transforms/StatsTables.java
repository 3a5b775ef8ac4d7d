package io.iostrata.transforms;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.TableSchema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Tables as text: a header of columns, then rows, cells parted by |. A dash is null; maps are {@code k=v, k=v}. Columns
 * that are not named are null, or empty where the table requires them.
 */
final class StatsTables {
    private static final int DECIMALS = 4;

    private StatsTables() {}

    static SparkSession spark() {
        return SparkSession.builder()
                .master("local[2]")
                .appName("stats-tests")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.sql.adaptive.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
    }

    static Dataset<Row> table(TableSchema schema, String text) {
        var lines = text.strip().lines().toList();
        var header = cells(lines.get(0));
        header.forEach(schema::field);
        var rows = lines.stream()
                .skip(1)
                .map(line -> row(schema, header, cells(line)))
                .toList();
        return spark().createDataFrame(rows, SparkSchemas.struct(schema));
    }

    /** Compares the columns of the header, and all rows in whatever order. */
    static void assertTable(Dataset<Row> actual, String expected) {
        var lines = expected.strip().lines().map(StatsTables::normalised).toList();
        var header = cells(lines.get(0));
        var rows = actual.select(header.stream().map(functions::col).toArray(Column[]::new)).collectAsList().stream()
                .map(StatsTables::line);
        assertThat(rows).containsExactlyInAnyOrderElementsOf(lines.subList(1, lines.size()));
    }

    private static String line(Row row) {
        return IntStream.range(0, row.size())
                .mapToObj(cell -> shown(row.get(cell)))
                .collect(joining(" | "));
    }

    private static String shown(Object value) {
        if (value == null) {
            return "-";
        }
        if (value instanceof Double number) {
            var rounded = BigDecimal.valueOf(number).setScale(DECIMALS, RoundingMode.HALF_EVEN);
            return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
        }
        if (value instanceof scala.collection.Map<?, ?> map) {
            return new TreeMap<>(CollectionConverters.asJava(map))
                    .entrySet().stream().map(Object::toString).collect(joining(", "));
        }
        return value.toString();
    }

    private static String normalised(String line) {
        return String.join(" | ", cells(line));
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    }

    private static Row row(TableSchema schema, List<String> header, List<String> cells) {
        assertThat(cells).as("cells of a row").hasSameSizeAs(header);
        return RowFactory.create(schema.fields().stream()
                .map(field -> {
                    int at = header.indexOf(field.name());
                    return at < 0 ? unnamed(field) : value(field, cells.get(at));
                })
                .toArray());
    }

    private static Object unnamed(Field field) {
        return field.isOptional() ? null : empty(field);
    }

    private static Object empty(Field field) {
        return switch (field.type()) {
            case STRING -> "";
            case INT32 -> 0;
            case INT64 -> 0L;
            case DOUBLE -> 0.0;
            case BOOLEAN -> false;
            case DECIMAL38 -> BigDecimal.ZERO;
            case BINARY -> new byte[0];
            case STRING_MAP -> Map.of();
        };
    }

    private static Object value(Field field, String cell) {
        if (cell.equals("-")) {
            return null;
        }
        return switch (field.type()) {
            case STRING -> cell;
            case INT32 -> Integer.valueOf(cell);
            case INT64 -> Long.valueOf(cell);
            case DOUBLE -> Double.valueOf(cell);
            case BOOLEAN -> Boolean.valueOf(cell);
            case DECIMAL38 -> new BigDecimal(cell);
            case BINARY -> throw new IllegalArgumentException("Invalid column: " + field.name() + " (no text form)");
            case STRING_MAP -> map(cell);
        };
    }

    private static Map<String, String> map(String cell) {
        var map = new TreeMap<String, String>();
        for (var entry : cell.split(",", -1)) {
            if (!entry.isBlank()) {
                var parts = entry.strip().split("=", 2);
                map.put(parts[0], parts[1]);
            }
        }
        return map;
    }
}
