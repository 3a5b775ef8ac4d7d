package io.iostrata.transforms;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;
import java.util.Arrays;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Tables as Spark sees them. */
public final class SparkSchemas {
    private SparkSchemas() {}

    public static Column c(Field field) {
        return functions.col(field.name());
    }

    public static StructType struct(TableSchema table) {
        return new StructType(table.fields().stream().map(SparkSchemas::field).toArray(StructField[]::new));
    }

    /** Exactly the table's columns, in its order and types; a missing column fails here, not at the reader's. */
    public static Dataset<Row> select(Dataset<Row> rows, TableSchema table) {
        return rows.select(table.fields().stream()
                .map(field -> c(field).cast(type(field.type())).as(field.name()))
                .toArray(Column[]::new));
    }

    /** The same, with nulls for the columns that are missing. */
    public static Dataset<Row> selectOrNull(Dataset<Row> rows, StructType columns) {
        var present = Set.of(rows.columns());
        return rows.select(Arrays.stream(columns.fields())
                .map(field -> (present.contains(field.name()) ? functions.col(field.name()) : functions.lit(null))
                        .cast(field.dataType())
                        .as(field.name()))
                .toArray(Column[]::new));
    }

    public static DataType type(FieldType type) {
        return switch (type) {
            case STRING -> DataTypes.StringType;
            case INT32 -> DataTypes.IntegerType;
            case INT64 -> DataTypes.LongType;
            case DOUBLE -> DataTypes.DoubleType;
            case BOOLEAN -> DataTypes.BooleanType;
            case DECIMAL38 -> DataTypes.createDecimalType(38, 0);
            case BINARY -> DataTypes.BinaryType;
            case STRING_MAP -> DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, false);
        };
    }

    private static StructField field(Field field) {
        var comment = new MetadataBuilder().putString("comment", field.doc()).build();
        return new StructField(field.name(), type(field.type()), field.isOptional(), comment);
    }
}
