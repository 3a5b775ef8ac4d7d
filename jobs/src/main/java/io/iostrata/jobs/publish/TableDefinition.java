package io.iostrata.jobs.publish;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.TableKeys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A table of the lake as a database has it: columns, key and comments are those of the data dictionary. */
record TableDefinition(Dialect dialect, String schemaName, TableSchema schema) {

    /** Makes the table, or adds what an older one lacks. To be run again and again. */
    List<String> statements() {
        var statements = new ArrayList<String>();
        statements.add("CREATE TABLE IF NOT EXISTS " + name() + " (" + columns() + key() + ")");
        for (var field : schema.fields()) {
            statements.add("ALTER TABLE %s ADD COLUMN IF NOT EXISTS %s %s"
                    .formatted(name(), column(field), dialect.type(field.type())));
        }
        if (TableKeys.of(schema).isEmpty() && schema.fields().contains(RunTable.RUN_ID)) {
            statements.add("CREATE INDEX IF NOT EXISTS %s_of_run ON %s (%s)"
                    .formatted(schema.name(), name(), RunTable.RUN_ID.name()));
        }
        statements.add("COMMENT ON TABLE %s IS %s".formatted(name(), quoted("One row per " + schema.grain() + ".")));
        for (var field : schema.fields()) {
            statements.add("COMMENT ON COLUMN %s.%s IS %s".formatted(name(), column(field), quoted(field.doc())));
        }
        return statements;
    }

    /** An insert of so many rows at once. */
    String insert(int rows) {
        var row = schema.fields().stream()
                .map(field -> dialect.parameter(field.type()))
                .collect(Collectors.joining(", ", "(", ")"));
        return "INSERT INTO %s (%s) VALUES %s"
                .formatted(
                        name(),
                        schema.fields().stream().map(TableDefinition::column).collect(Collectors.joining(", ")),
                        String.join(", ", Collections.nCopies(rows, row)));
    }

    String name() {
        return schemaName + "." + schema.name();
    }

    private String columns() {
        return schema.fields().stream()
                .map(field ->
                        column(field) + " " + dialect.type(field.type()) + (field.isOptional() ? "" : " NOT NULL"))
                .collect(Collectors.joining(", "));
    }

    private String key() {
        var key = TableKeys.of(schema);
        return key.isEmpty()
                ? ""
                : key.stream().map(TableDefinition::column).collect(Collectors.joining(", ", ", PRIMARY KEY (", ")"));
    }

    /** Some columns are called as words of SQL are. */
    private static String column(Field field) {
        return '"' + field.name() + '"';
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
