package io.iostrata.jobs.lake;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.TableSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** A row being filled by column. A required column left out, or one the table does not have, fails at once. */
public final class TableRow {
    private final TableSchema table;
    private final List<Field> fields;
    private final Object[] values;

    public TableRow(TableSchema table) {
        this.table = table;
        this.fields = table.fields();
        this.values = new Object[fields.size()];
    }

    public TableRow set(Field field, Object value) {
        int column = fields.indexOf(field);
        if (column < 0) {
            throw new IllegalArgumentException("Invalid column: " + field.name() + " (not in " + table.name() + ")");
        }
        values[column] = Objects.requireNonNull(value, field.name());
        return this;
    }

    /** Leaves the column null where there is no value. */
    public TableRow set(Field field, OptionalLong value) {
        return value.isPresent() ? set(field, (Object) value.getAsLong()) : this;
    }

    /** Leaves the column null where there is no value. */
    public TableRow setIf(Field field, Optional<?> value) {
        return value.isPresent() ? set(field, value.get()) : this;
    }

    /** Leaves the column null for an empty text. */
    public TableRow setText(Field field, String value) {
        return value.isEmpty() ? this : set(field, value);
    }

    public Row row() {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null && !fields.get(i).isOptional()) {
                throw new IllegalStateException(
                        "Row of " + table.name() + " without " + fields.get(i).name());
            }
        }
        return RowFactory.create(Arrays.copyOf(values, values.length));
    }
}
