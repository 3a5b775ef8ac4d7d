package io.iostrata.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.TableSchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Tables written as text: a line of column names, then a line a row, cells between bars. An empty cell is null; a column
 * that is not written is null too, or if it is required r1, i1, 1, the number of the row, zero, or empty.
 */
final class TextTables {
    private TextTables() {}

    /** Rows that know their schema, without a session. */
    static List<Row> rows(TableSchema schema, String text) {
        var lines = text.lines().filter(line -> !line.isBlank()).toList();
        var header = cells(lines.get(0));
        var rows = new ArrayList<Row>();
        for (var line : lines.subList(1, lines.size())) {
            rows.add(row(schema, header, cells(line), rows.size()));
        }
        return rows;
    }

    static Dataset<Row> table(TableSchema schema, String text) {
        return SharedSpark.session().createDataFrame(rows(schema, text), SparkSchemas.struct(schema));
    }

    /** The written columns of the rows are exactly the written rows, in any order. */
    static void assertTable(Dataset<Row> table, TableSchema schema, String expected) {
        assertRows(table.collectAsList(), schema, expected);
    }

    static void assertRows(List<Row> actual, TableSchema schema, String expected) {
        var lines = expected.lines().filter(line -> !line.isBlank()).toList();
        var fields = cells(lines.get(0)).stream().map(schema::field).toList();
        var wanted = new ArrayList<List<Object>>();
        for (var line : lines.subList(1, lines.size())) {
            var cells = cells(line);
            var values = new ArrayList<Object>();
            for (int i = 0; i < fields.size(); i++) {
                values.add(value(fields.get(i), cells.get(i)));
            }
            wanted.add(values);
        }
        assertThat(actual.stream().map(row -> pick(row, schema, fields))).containsExactlyInAnyOrderElementsOf(wanted);
    }

    private static List<Object> pick(Row row, TableSchema schema, List<Field> fields) {
        return new ArrayList<>(fields.stream()
                .map(field -> row.get(schema.fields().indexOf(field)))
                .toList());
    }

    private static Row row(TableSchema schema, List<String> header, List<String> cells, int number) {
        assertThat(cells).as("cells of row %s", number).hasSameSizeAs(header);
        header.forEach(schema::field);
        var values = schema.fields().stream()
                .map(field -> written(header, cells, field)
                        ? value(field, cells.get(header.indexOf(field.name())))
                        : unwritten(field, number))
                .toArray();
        return new GenericRowWithSchema(values, SparkSchemas.struct(schema));
    }

    private static boolean written(List<String> header, List<String> cells, Field field) {
        int place = header.indexOf(field.name());
        return place >= 0 && !cells.get(place).isEmpty();
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    }

    private static Object value(Field field, String cell) {
        if (cell.isEmpty()) {
            return null;
        }
        return switch (field.type()) {
            case STRING -> cell;
            case INT32 -> Integer.decode(cell);
            case INT64 -> cell.startsWith("0x") ? Long.parseUnsignedLong(cell.substring(2), 16) : Long.parseLong(cell);
            case DOUBLE -> Double.valueOf(cell);
            case BOOLEAN -> Boolean.valueOf(cell);
            case STRING_MAP -> CollectionConverters.asScala(map(cell));
            case DECIMAL38, BINARY -> throw new IllegalArgumentException("Invalid text column: " + field.name());
        };
    }

    private static Map<String, String> map(String cell) {
        var map = new HashMap<String, String>();
        for (var entry : cell.split("[ ,]+", -1)) {
            map.put(entry.substring(0, entry.indexOf('=')), entry.substring(entry.indexOf('=') + 1));
        }
        return map;
    }

    private static Object unwritten(Field field, int number) {
        if (field.isOptional()) {
            return null;
        }
        return switch (field.name()) {
            case "run_id" -> "r1";
            case "ingest_id" -> "i1";
            case "source_id" -> 1;
            case "seq" -> (long) number;
            default -> zero(field);
        };
    }

    private static Object zero(Field field) {
        return switch (field.type()) {
            case STRING -> "";
            case INT32 -> 0;
            case INT64 -> 0L;
            case DOUBLE -> 0.0;
            case BOOLEAN -> false;
            case STRING_MAP -> CollectionConverters.asScala(Map.of());
            case DECIMAL38 -> BigDecimal.ZERO;
            case BINARY -> new byte[0];
        };
    }
}
