package io.iostrata.jobs.report;

import io.iostrata.schemas.table.Field;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;

/** Cells of a row that may be empty. A number that is none (NaN, infinite) counts as empty. */
final class Cells {
    private Cells() {}

    static String text(Row row, Field field) {
        return row.getAs(field.name());
    }

    static Optional<String> optionalText(Row row, Field field) {
        return Optional.ofNullable(row.getAs(field.name()));
    }

    static long count(Row row, Field field) {
        return row.<Long>getAs(field.name());
    }

    static OptionalDouble number(Row row, Field field) {
        Double value = row.getAs(field.name());
        return value == null || !Double.isFinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
