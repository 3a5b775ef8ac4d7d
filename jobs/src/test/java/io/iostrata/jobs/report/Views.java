package io.iostrata.jobs.report;

import io.iostrata.jobs.lake.LakeSession;
import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.Tables;
import io.iostrata.transforms.SparkSchemas;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** The tables of a lake, written in a test: what a row does not say is null, or blank where the column is required. */
final class Views {
    private final Map<String, List<Row>> rows = new HashMap<>();

    /** A row, as pairs of a column and its value. */
    Views add(TableSchema table, Object... pairs) {
        var values = new HashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(((Field) pairs[i]).name(), pairs[i + 1]);
        }
        rows.computeIfAbsent(table.name(), name -> new ArrayList<>())
                .add(RowFactory.create(table.fields().stream()
                        .map(field -> values.containsKey(field.name()) || field.isOptional()
                                ? values.get(field.name())
                                : blank(field))
                        .toArray()));
        return this;
    }

    /** Rows as text: a header of columns, then their values, parted by |; a dash is null. */
    Views addRows(TableSchema table, String text) {
        var lines = text.strip().lines().map(Views::cells).toList();
        for (var line : lines.subList(1, lines.size())) {
            var pairs = new ArrayList<Object>();
            for (int i = 0; i < line.size(); i++) {
                var field = table.field(lines.get(0).get(i));
                pairs.add(field);
                pairs.add(line.get(i).equals("-") ? null : value(field, line.get(i)));
            }
            add(table, pairs.toArray());
        }
        return this;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    }

    private static Object value(Field field, String text) {
        return switch (field.type()) {
            case STRING -> text;
            case INT32 -> Integer.valueOf(text);
            case INT64 -> Long.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case BOOLEAN -> Boolean.valueOf(text);
            case DECIMAL38 -> new BigDecimal(text);
            case STRING_MAP, BINARY -> throw new IllegalArgumentException("Invalid column: " + field.name());
        };
    }

    /**
     * Registers every table of the lake, empty where the test wrote none. In a session as a job's, over a lake that nobody
     * writes: the first session of a JVM settles which functions SQL has in all later ones, so it has to be one of those.
     */
    SparkSession register() {
        var spark = LakeSession.open("test", Path.of("target", "no-lake"));
        for (var table : Tables.ALL) {
            spark.createDataFrame(rows.getOrDefault(table.name(), List.of()), SparkSchemas.struct(table))
                    .createOrReplaceTempView(table.name());
        }
        return spark;
    }

    private static Object blank(Field field) {
        return switch (field.type()) {
            case STRING -> "";
            case INT32 -> 0;
            case INT64 -> 0L;
            case DOUBLE -> 0.0;
            case BOOLEAN -> true;
            case STRING_MAP -> Map.of();
            case DECIMAL38 -> BigDecimal.ZERO;
            case BINARY -> throw new IllegalArgumentException("Invalid blank: " + field.name());
        };
    }
}
