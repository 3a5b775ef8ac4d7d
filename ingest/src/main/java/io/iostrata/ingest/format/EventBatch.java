package io.iostrata.ingest.format;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TinyIntVector;

/**
 * Up to {@link #ROWS} decoded events in Arrow vectors of fixed capacity: what decoders fill, and the Parquet writer,
 * {@code dump} and the connector read. Names (event, comm, caller, argument names) are numbers of the source's
 * {@link Names}; arguments without a column of their own are (name, kind, value) triples, row after row.
 *
 * <p>A decoder appends a row with {@link #begin}, the setters, and {@link #end}, and checks {@link #isFull} between
 * rows. One row may hold at most {@link #ROW_ARGS} arguments and {@link #ROW_TEXT} bytes of text.
 */
public final class EventBatch implements AutoCloseable {
    public static final int ROWS = 32_768;
    public static final int ROW_ARGS = 256;
    public static final int ROW_TEXT = 1 << 20;

    private static final int ARGS = 8 * ROWS;
    private static final LongColumn[] LONGS = LongColumn.values();
    private static final IntColumn[] INTS = IntColumn.values();

    private final Names names;
    private final List<BaseFixedWidthVector> vectors = new ArrayList<>();
    private final ColumnRows[] longs = new ColumnRows[LONGS.length];
    private final ColumnRows[] ints = new ColumnRows[INTS.length];
    private final ColumnRows seq;
    private final ColumnRows event;
    private final long argEnd;
    private final long argKey;
    private final long argKind;
    private final long argValue;
    private final BatchText text;
    private int rows;
    private int args;

    public EventBatch(BufferAllocator allocator, Names names) {
        this.names = names;
        for (var column : LONGS) {
            longs[column.ordinal()] =
                    rowsOf(allocated(new BigIntVector(column.field().name(), allocator), ROWS));
        }
        for (var column : INTS) {
            ints[column.ordinal()] =
                    rowsOf(allocated(new IntVector(column.field().name(), allocator), ROWS));
        }
        seq = longs[LongColumn.SEQ.ordinal()];
        event = ints[IntColumn.EVENT.ordinal()];
        argEnd = allocated(new IntVector("arg_end", allocator), ROWS).getDataBufferAddress();
        argKey = allocated(new IntVector("arg_key", allocator), ARGS + ROW_ARGS).getDataBufferAddress();
        argKind = allocated(new TinyIntVector("arg_kind", allocator), ARGS + ROW_ARGS)
                .getDataBufferAddress();
        argValue = allocated(new BigIntVector("arg_value", allocator), ARGS + ROW_ARGS)
                .getDataBufferAddress();
        text = new BatchText(allocator, ROW_TEXT);
        reset();
    }

    /** Empties the batch for new rows. */
    public void reset() {
        for (var column : longs) {
            column.reset();
        }
        for (var column : ints) {
            column.reset();
        }
        rows = 0;
        args = 0;
        text.reset();
    }

    public Names names() {
        return names;
    }

    public int rows() {
        return rows;
    }

    public boolean isFull() {
        return rows == ROWS || args > ARGS || text.isFull();
    }

    // --- appending -------------------------------------------------------------------------------------------------

    /** Begins a row: event {@code seqInFile} of the file, of the name {@code eventName}. Everything else is null until set. */
    public void begin(long seqInFile, int eventName) {
        seq.setLong(rows, seqInFile);
        event.setInt(rows, eventName);
    }

    public void set(LongColumn column, long value) {
        longs[column.ordinal()].setLong(rows, value);
    }

    public void set(IntColumn column, int value) {
        ints[column.ordinal()].setInt(rows, value);
    }

    /** An argument of kind {@link ArgKind#HEX}, {@link ArgKind#DECIMAL} or {@link ArgKind#UNSIGNED}. */
    public void arg(int key, ArgKind kind, long value) {
        MemoryUtil.putInt(argKey + 4L * args, key);
        MemoryUtil.putByte(argKind + args, (byte) kind.ordinal());
        MemoryUtil.putLong(argValue + 8L * args, value);
        args++;
    }

    /** An argument of kind {@link ArgKind#TEXT}. */
    public void arg(int key, byte[] bytes, int from, int to) {
        arg(key, ArgKind.TEXT, text.add(bytes, from, to));
    }

    /** Adds a text for arguments to share, by {@link #arg(int, long)}, and returns its place in this {@link #filling}. */
    public long text(byte[] bytes, int from, int to) {
        return text.add(bytes, from, to);
    }

    /** An argument of kind {@link ArgKind#TEXT} whose text was added before. */
    public void arg(int key, long textPlace) {
        arg(key, ArgKind.TEXT, textPlace);
    }

    /** Number of this filling of the batch, of no other one of any batch; above 0. */
    public long filling() {
        return text.filling();
    }

    /** Arguments of the row being appended. */
    public int rowArgs() {
        return args - argBegin(rows);
    }

    /** Ends the row that {@link #begin} began. */
    public void end() {
        MemoryUtil.putInt(argEnd + 4L * rows, args);
        rows++;
    }

    /** Takes back what was set of a row that {@link #begin} began and nobody ended. */
    public void cancel() {
        for (int i = 0; i < LONGS.length && rows < ROWS; i++) {
            longs[i].clear(rows);
        }
        for (int i = 0; i < INTS.length && rows < ROWS; i++) {
            ints[i].clear(rows);
        }
        args = argBegin(rows);
    }

    /** Appends a row of another batch of the same source. */
    public void copy(EventBatch from, int row) {
        for (var column : LONGS) {
            if (from.isSet(column, row)) {
                set(column, from.get(column, row));
            }
        }
        for (var column : INTS) {
            if (from.isSet(column, row)) {
                set(column, from.get(column, row));
            }
        }
        for (int arg = from.argBegin(row); arg < from.argEnd(row); arg++) {
            copyArg(from, arg);
        }
        end();
    }

    private void copyArg(EventBatch from, int arg) {
        if (from.argKind(arg) == ArgKind.TEXT) {
            arg(from.argKey(arg), text.add(from.textAddress(arg), from.textLength(arg)));
        } else {
            arg(from.argKey(arg), from.argKind(arg), from.argValue(arg));
        }
    }

    // --- reading ---------------------------------------------------------------------------------------------------

    public boolean isSet(LongColumn column, int row) {
        return longs[column.ordinal()].isSet(row);
    }

    public boolean isSet(IntColumn column, int row) {
        return ints[column.ordinal()].isSet(row);
    }

    /** The value; meaningful only where set. */
    public long get(LongColumn column, int row) {
        return longs[column.ordinal()].longAt(row);
    }

    /** The value; meaningful only where set. */
    public int get(IntColumn column, int row) {
        return ints[column.ordinal()].intAt(row);
    }

    /** Rows of which the column is set. */
    public int count(LongColumn column) {
        return longs[column.ordinal()].count();
    }

    /** Rows of which the column is set. */
    public int count(IntColumn column) {
        return ints[column.ordinal()].count();
    }

    /** Address of the column's values, 8 bytes each. */
    public long dataAddress(LongColumn column) {
        return longs[column.ordinal()].data();
    }

    /** Address of the column's values, 4 bytes each. */
    public long dataAddress(IntColumn column) {
        return ints[column.ordinal()].data();
    }

    /** Address of the column's validity bitmap: one bit a row, least significant first. */
    public long validityAddress(LongColumn column) {
        return longs[column.ordinal()].bitmap();
    }

    /** Address of the column's validity bitmap: one bit a row, least significant first. */
    public long validityAddress(IntColumn column) {
        return ints[column.ordinal()].bitmap();
    }

    /** All arguments of the batch. */
    public int args() {
        return args;
    }

    public int argBegin(int row) {
        return row == 0 ? 0 : MemoryUtil.getInt(argEnd + 4L * (row - 1));
    }

    public int argEnd(int row) {
        return MemoryUtil.getInt(argEnd + 4L * row);
    }

    /** Number of the argument's name. */
    public int argKey(int arg) {
        return MemoryUtil.getInt(argKey + 4L * arg);
    }

    public ArgKind argKind(int arg) {
        return ArgKind.of(MemoryUtil.getByte(argKind + arg));
    }

    /** The number; of a text, where it stands: use {@link #textAddress} and {@link #textLength}. */
    public long argValue(int arg) {
        return MemoryUtil.getLong(argValue + 8L * arg);
    }

    public long textAddress(int arg) {
        return text.address(argValue(arg));
    }

    public int textLength(int arg) {
        return (int) argValue(arg);
    }

    /** The argument's value as {@code events.args} holds it. */
    public String argText(int arg) {
        long value = argValue(arg);
        return switch (argKind(arg)) {
            case HEX -> "0x" + Long.toHexString(value);
            case DECIMAL -> Long.toString(value);
            case UNSIGNED -> Long.toUnsignedString(value);
            case TEXT -> text.text(value);
        };
    }

    @Override
    public void close() {
        vectors.forEach(BaseFixedWidthVector::close);
        text.close();
    }

    private static ColumnRows rowsOf(BaseFixedWidthVector vector) {
        return new ColumnRows(vector.getDataBufferAddress(), vector.getValidityBufferAddress());
    }

    private <V extends BaseFixedWidthVector> V allocated(V vector, int capacity) {
        vector.allocateNew(capacity);
        vectors.add(vector);
        return vector;
    }
}
