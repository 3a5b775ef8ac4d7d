package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.TableSchema;
import java.util.Locale;

/** {@code docs/tables.md}: the data dictionary, made of the schemas. */
public final class TablesDocument {
    private TablesDocument() {}

    public static String markdown() {
        var text = new StringBuilder(
                """
                # Tables

                Iceberg catalog `lake`, namespace `iostrata`. This page is made from the schemas in `schemas/`; a test keeps it so.
                Times are integer nanoseconds with the unit in the name. A column without *null* is always there.
                """);
        for (var table : Tables.ALL) {
            text.append(section(table));
        }
        return text.toString();
    }

    private static String section(TableSchema table) {
        var text = new StringBuilder("%n## %s%n%nOne row per %s.%n%n| column | type | | meaning |%n|---|---|---|---|%n"
                .formatted(table.name(), table.grain()));
        for (var field : table.fields()) {
            text.append(line(field));
        }
        return text.toString();
    }

    private static String line(Field field) {
        return "| `%s` | %s | %s | %s |%n"
                .formatted(
                        field.name(),
                        field.type().name().toLowerCase(Locale.ROOT),
                        field.isOptional() ? "*null*" : "",
                        field.doc().replace("|", "\\|"));
    }
}
