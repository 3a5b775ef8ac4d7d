package io.iostrata.schemas.table;

import java.util.Objects;

/**
 * One column.
 *
 * @param name snake_case, unit last ({@code dur_ns})
 * @param doc one line: meaning, unit, and when it is null
 */
public record Field(String name, FieldType type, Presence presence, String doc) {

    /** Whether a row may leave the column null. */
    public enum Presence {
        REQUIRED,
        OPTIONAL
    }

    public Field {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(presence, "presence");
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("Invalid column name: " + name + " (snake_case)");
        }
        if (doc.isBlank()) {
            throw new IllegalArgumentException("Invalid column: " + name + " (needs a line of documentation)");
        }
    }

    public static Field required(String name, FieldType type, String doc) {
        return new Field(name, type, Presence.REQUIRED, doc);
    }

    public static Field optional(String name, FieldType type, String doc) {
        return new Field(name, type, Presence.OPTIONAL, doc);
    }

    public boolean isOptional() {
        return presence == Presence.OPTIONAL;
    }
}
