package io.iostrata.jobs.connector;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.parquet.ArgTexts;
import io.iostrata.ingest.parquet.NameTexts;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.tables.EventTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.transforms.SparkSchemas;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;

/** Rows of a batch as Spark's columns, where they are: nothing is copied, and a column nobody asks for costs nothing. */
final class EventColumns {
    private static final Map<String, LongColumn> LONGS = Arrays.stream(LongColumn.values())
            .collect(Collectors.toMap(column -> column.field().name(), Function.identity()));
    private static final Map<String, IntColumn> INTS = Arrays.stream(IntColumn.values())
            .collect(Collectors.toMap(column -> column.field().name(), Function.identity()));

    private final PickedRows rows;
    private final RawSource source;
    private final NameTexts texts = new NameTexts();

    private EventColumns(PickedRows rows, RawSource source) {
        this.rows = rows;
        this.source = source;
    }

    static ColumnVector[] of(PickedRows rows, RawSource source, StructType wanted) {
        var columns = new EventColumns(rows, source);
        return Arrays.stream(wanted.fieldNames()).map(columns::column).toArray(ColumnVector[]::new);
    }

    private ColumnVector column(String name) {
        if (name.equals(RunTable.RUN_ID.name())) {
            return new Constant(source.runId());
        }
        if (name.equals(RawSchemas.FILE.name())) {
            return new Constant(source.name());
        }
        if (name.equals(EventTable.ARGS.name())) {
            return new Args();
        }
        return Optional.ofNullable(LONGS.get(name))
                .<ColumnVector>map(Longs::new)
                .orElseGet(() -> ints(INTS.get(name)));
    }

    private ColumnVector ints(IntColumn column) {
        return column.isName() ? new NamesOf(column) : new Ints(column);
    }

    private UTF8String name(int id) {
        Names names = rows.batch().names();
        return UTF8String.fromBytes(texts.of(names, id));
    }

    /** One text in every row. */
    private static final class Constant extends ReadOnlyColumn {
        private final UTF8String value;

        Constant(String value) {
            super(DataTypes.StringType);
            this.value = UTF8String.fromString(value);
        }

        @Override
        public UTF8String getUTF8String(int row) {
            return value;
        }
    }

    /** Numbers of 64 bits. */
    private final class Longs extends ReadOnlyColumn {
        private final LongColumn column;

        Longs(LongColumn column) {
            super(DataTypes.LongType);
            this.column = column;
        }

        @Override
        public boolean isNullAt(int row) {
            return !rows.batch().isSet(column, rows.row(row));
        }

        @Override
        public long getLong(int row) {
            return rows.batch().get(column, rows.row(row));
        }
    }

    /** Numbers of 32 bits. */
    private final class Ints extends ReadOnlyColumn {
        private final IntColumn column;

        Ints(IntColumn column) {
            super(DataTypes.IntegerType);
            this.column = column;
        }

        @Override
        public boolean isNullAt(int row) {
            return !rows.batch().isSet(column, rows.row(row));
        }

        @Override
        public int getInt(int row) {
            return rows.batch().get(column, rows.row(row));
        }
    }

    /** Names, by their numbers. */
    private final class NamesOf extends ReadOnlyColumn {
        private final IntColumn column;

        NamesOf(IntColumn column) {
            super(DataTypes.StringType);
            this.column = column;
        }

        @Override
        public boolean isNullAt(int row) {
            return !rows.batch().isSet(column, rows.row(row));
        }

        @Override
        public UTF8String getUTF8String(int row) {
            return name(rows.batch().get(column, rows.row(row)));
        }
    }

    /** The map of arguments. */
    private final class Args extends ReadOnlyColumn {
        private final ArgKeys keys = new ArgKeys();
        private final ArgValues values = new ArgValues();

        Args() {
            super(SparkSchemas.type(FieldType.STRING_MAP));
        }

        @Override
        public ColumnarMap getMap(int row) {
            EventBatch batch = rows.batch();
            int begin = batch.argBegin(rows.row(row));
            return new ColumnarMap(keys, values, begin, batch.argEnd(rows.row(row)) - begin);
        }

        @Override
        public ColumnVector getChild(int ordinal) {
            return ordinal == 0 ? keys : values;
        }
    }

    /** Arguments' names, one an argument of the batch. */
    private final class ArgKeys extends ReadOnlyColumn {
        ArgKeys() {
            super(DataTypes.StringType);
        }

        @Override
        public UTF8String getUTF8String(int arg) {
            return name(rows.batch().argKey(arg));
        }
    }

    /** Arguments' values, one an argument of the batch. */
    private final class ArgValues extends ReadOnlyColumn {
        ArgValues() {
            super(DataTypes.StringType);
        }

        @Override
        public UTF8String getUTF8String(int arg) {
            return UTF8String.fromBytes(ArgTexts.of(rows.batch(), arg));
        }
    }
}
