package io.iostrata.jobs.connector;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;

/** A column that owns no memory: of one type, which it says how to read; of any other it holds nothing. */
abstract class ReadOnlyColumn extends ColumnVector {
    ReadOnlyColumn(DataType type) {
        super(type);
    }

    /** The memory is the reader's, who uses it again. */
    @Override
    public final void close() {}

    @Override
    public final boolean hasNull() {
        return true;
    }

    @Override
    public final int numNulls() {
        throw noSuchValue();
    }

    @Override
    public boolean isNullAt(int row) {
        return false;
    }

    @Override
    public boolean getBoolean(int row) {
        throw noSuchValue();
    }

    @Override
    public byte getByte(int row) {
        throw noSuchValue();
    }

    @Override
    public short getShort(int row) {
        throw noSuchValue();
    }

    @Override
    public int getInt(int row) {
        throw noSuchValue();
    }

    @Override
    public long getLong(int row) {
        throw noSuchValue();
    }

    @Override
    public float getFloat(int row) {
        throw noSuchValue();
    }

    @Override
    public double getDouble(int row) {
        throw noSuchValue();
    }

    @Override
    public ColumnarArray getArray(int row) {
        throw noSuchValue();
    }

    @Override
    public ColumnarMap getMap(int row) {
        throw noSuchValue();
    }

    @Override
    public Decimal getDecimal(int row, int precision, int scale) {
        throw noSuchValue();
    }

    @Override
    public UTF8String getUTF8String(int row) {
        throw noSuchValue();
    }

    @Override
    public byte[] getBinary(int row) {
        throw noSuchValue();
    }

    @Override
    public ColumnVector getChild(int ordinal) {
        throw noSuchValue();
    }

    private UnsupportedOperationException noSuchValue() {
        return new UnsupportedOperationException("a column of " + dataType().sql() + " holds no such value");
    }
}
