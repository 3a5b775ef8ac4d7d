package io.iostrata.jobs.publish;

import io.iostrata.jobs.lake.Lake;
import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.transforms.SparkSchemas;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * What a table has to say of each run, in a few digits: equal where nothing changed. An ingest changes them, and an analysis
 * that found otherwise. A table over many runs has one digest.
 */
final class RowDigests {
    /** Of tables over many runs. */
    static final String ALL_RUNS = "";

    private RowDigests() {}

    static Map<String, String> of(Dataset<Row> rows, TableSchema schema) {
        var hashes = rows.select(runId(schema).as("run"), hash(schema).as("hash"));
        return hashes
                .groupBy("run")
                .agg(functions.count(functions.lit(1)), functions.sum("hash"))
                .collectAsList()
                .stream()
                .collect(Collectors.toMap(
                        row -> row.getString(0),
                        row -> row.getLong(1) + ":" + row.getDecimal(2).toPlainString() + ":" + columns(schema)));
    }

    /** Which part of the published table a row belongs to. */
    static Column runId(TableSchema schema) {
        boolean isByRun = Lake.isOfRuns(schema) || schema.equals(RunTable.SCHEMA);
        return isByRun ? SparkSchemas.c(RunTable.RUN_ID) : functions.lit(ALL_RUNS);
    }

    private static Column hash(TableSchema schema) {
        // A null does not change a hash: which columns are null is hashed too.
        var nulls = schema.fields().stream().filter(Field::isOptional).map(field -> SparkSchemas.c(field)
                .isNull());
        var columns = Stream.concat(schema.fields().stream().map(RowDigests::hashable), nulls)
                .toArray(Column[]::new);
        return functions.xxhash64(columns).cast(DataTypes.createDecimalType(20, 0));
    }

    private static Column hashable(Field field) {
        var column = SparkSchemas.c(field);
        return field.type() == FieldType.STRING_MAP ? functions.to_json(column) : column;
    }

    /** A table that gained a column is published anew. */
    private static String columns(TableSchema schema) {
        var names = schema.fields().stream().map(Field::name).collect(Collectors.joining(","));
        return Integer.toHexString(names.hashCode());
    }
}
