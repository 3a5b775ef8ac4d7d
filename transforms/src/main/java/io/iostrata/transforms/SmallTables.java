package io.iostrata.transforms;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.TableSchema;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Tables of a few rows a run, worked on as a whole: in one task, in plain Java. And their rows, read by column. */
final class SmallTables {
    private SmallTables() {}

    /** All rows of a small table to rows of another; the rows come in no particular order. */
    interface Step extends Serializable {
        List<Row> apply(List<Row> rows);
    }

    static Dataset<Row> inOneTask(Dataset<Row> rows, TableSchema to, Step step) {
        MapPartitionsFunction<Row, Row> whole = iterator -> {
            var all = new ArrayList<Row>();
            iterator.forEachRemaining(all::add);
            return step.apply(all).iterator();
        };
        return rows.repartition(1).mapPartitions(whole, Encoders.row(SparkSchemas.struct(to)));
    }

    static String text(Row row, Field column) {
        return row.getAs(column.name());
    }

    static Optional<String> optionalText(Row row, Field column) {
        return Optional.ofNullable(row.getAs(column.name()));
    }

    static int int32(Row row, Field column) {
        return row.<Integer>getAs(column.name());
    }

    static long int64(Row row, Field column) {
        return row.<Long>getAs(column.name());
    }

    static double number(Row row, Field column) {
        return row.<Double>getAs(column.name());
    }

    static OptionalDouble optionalNumber(Row row, Field column) {
        Double value = row.getAs(column.name());
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    static Map<String, String> map(Row row, Field column) {
        return row.getJavaMap(row.fieldIndex(column.name()));
    }
}
