package io.iostrata.schemas.table;

import java.util.HashSet;
import java.util.List;

/**
 * One table: its name in the lake, what a row stands for, and its columns in order. Parquet and Iceberg schemas, Spark
 * types, text tables in tests and {@code docs/tables.md} are all derived from it.
 *
 * @param grain completes the sentence "one row per …"
 */
public record TableSchema(String name, String grain, List<Field> fields) {

    public TableSchema {
        fields = List.copyOf(fields);
        var seen = new HashSet<String>();
        for (var field : fields) {
            if (!seen.add(field.name())) {
                throw new IllegalArgumentException("Invalid table " + name + ": column " + field.name() + " twice");
            }
        }
    }

    public static TableSchema of(String name, String grain, Field... fields) {
        return new TableSchema(name, grain, List.of(fields));
    }

    /** The column of that name; an unknown name is a programming error. */
    public Field field(String column) {
        return fields.stream()
                .filter(field -> field.name().equals(column))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("Invalid column: " + column + " (not in " + name + ")"));
    }
}
