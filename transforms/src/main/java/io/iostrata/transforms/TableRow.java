package io.iostrata.transforms;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.TableSchema;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;

/** A row of a table, filled by column; what is not set is null. */
final class TableRow {
    private final TableSchema table;
    private final Map<String, Object> cells = new HashMap<>();

    TableRow(TableSchema table) {
        this.table = table;
    }

    /** @param value in the column's Java type, or null */
    TableRow set(Field column, Object value) {
        var cell = value instanceof Map<?, ?> map ? CollectionConverters.asScala(map) : value;
        cells.put(table.field(column.name()).name(), cell);
        return this;
    }

    TableRow set(Field column, OptionalDouble value) {
        return set(column, value.isPresent() ? (Object) value.getAsDouble() : null);
    }

    Row row() {
        return RowFactory.create(
                table.fields().stream().map(field -> cells.get(field.name())).toArray());
    }
}
