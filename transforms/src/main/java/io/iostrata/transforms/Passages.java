package io.iostrata.transforms;

import io.iostrata.schemas.stack.Instrument;
import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.Distribution;
import io.iostrata.schemas.tables.MainLoopStatsTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.schemas.tables.VcpuStatsTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What a walk found of instruments, on the way from its rows to the tables. */
final class Passages {
    static final String WAITS = "instrument_waits";
    static final String PACKS = "instrument_packs";

    private static final String TABLE = "table";
    private static final String PART = "part";
    private static final String PART_OF = "part_of";
    private static final String COUNTED = "counted";
    private static final String TOLD = "told_";
    private static final int MOST_TOLD = 5;

    static final StructType WAIT = told(source())
            .add(SpanTable.BEGIN_NS.name(), DataTypes.LongType)
            .add(SpanTable.DUR_NS.name(), DataTypes.LongType)
            .add(SpanTable.IN_WINDOW.name(), DataTypes.BooleanType)
            .add(SpanTable.TAINTED.name(), DataTypes.BooleanType);
    static final StructType PACK = told(source())
            .add(TABLE, DataTypes.StringType)
            .add(PART, DataTypes.StringType)
            .add(PART_OF, DataTypes.StringType)
            .add(COUNTED, DataTypes.LongType)
            .add(Distributions.PACK.name(), DataTypes.BinaryType);

    private Passages() {}

    private static StructType source() {
        return new StructType()
                .add(RunTable.RUN_ID.name(), DataTypes.StringType)
                .add(RunTable.INGEST_ID.name(), DataTypes.StringType)
                .add(SourceTable.SOURCE_ID.name(), DataTypes.IntegerType);
    }

    private static StructType told(StructType schema) {
        var with = schema;
        for (int i = 0; i < MOST_TOLD; i++) {
            with = with.add(TOLD + i, DataTypes.StringType);
        }
        return with;
    }

    /** What was told of a passage, as cells of these structures. */
    static List<Object> cells(String[] told) {
        var cells = new ArrayList<Object>();
        for (int i = 0; i < MOST_TOLD; i++) {
            cells.add(i < told.length ? told[i] : null);
        }
        return cells;
    }

    static String name(Instrument.Table table) {
        return table.name().toLowerCase(Locale.ROOT);
    }

    /** The rows with what was told under the names and in the types of the table; what is no number there is null. */
    static Dataset<Row> named(Dataset<Row> rows, Instrument.Table table, TableSchema schema) {
        var columns = IntStream.range(0, table.columns().size())
                .mapToObj(i -> typed(
                        functions.col(TOLD + i), schema.field(table.columns().get(i))));
        return rows.select(Stream.concat(Stream.of(functions.col("*")), columns).toArray(Column[]::new));
    }

    private static Column typed(Column told, Field field) {
        return told.try_cast(SparkSchemas.type(field.type())).as(field.name());
    }

    /** The statistics of a table whose rows are parts. */
    static Dataset<Row> statistics(Dataset<Row> walk, Instrument.Table table, TableSchema schema) {
        var packs = named(Walk.part(walk, PACKS).where(functions.col(TABLE).equalTo(name(table))), table, schema)
                .withColumnRenamed(PART, partColumn(table).name())
                .withColumn(PART_OF, functions.nullif(functions.col(PART_OF), functions.lit("")));
        var keys = keys(schema);
        var timed = Distributions.ofPacks(packs.where(functions.col(COUNTED).equalTo(0)), keys);
        var byKey = keys.stream().map(SparkSchemas::c).toArray(Column[]::new);
        var counted = packs.where(functions.col(COUNTED).gt(0))
                .groupBy(byKey)
                .agg(functions.sum(COUNTED).as(Distribution.COUNT.name()));
        return SparkSchemas.select(timed.unionByName(counted, true), schema);
    }

    private static Field partColumn(Instrument.Table table) {
        return table == Instrument.Table.VCPU_STATS ? VcpuStatsTable.STATE : MainLoopStatsTable.PART;
    }

    /** Every column but the figures. */
    private static List<Field> keys(TableSchema schema) {
        int figures = schema.fields().stream().map(Field::name).toList().indexOf(Distribution.COUNT.name());
        return schema.fields().subList(0, figures);
    }
}
