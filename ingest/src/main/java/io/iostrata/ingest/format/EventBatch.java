package io.iostrata.ingest.format;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Up to {@link #ROWS} decoded events in Arrow buffers of fixed capacity: what decoders fill, and the Parquet writer,
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

    /** A batch of more arguments is full. */
    static final int ARGS = 8 * ROWS;

    private static final int MOST_ARGS = ARGS + ROW_ARGS;
    private static final LongColumn[] LONGS = LongColumn.values();
    private static final IntColumn[] INTS = IntColumn.values();
    private static final int SEQ = ColumnCells.number(LongColumn.SEQ);
    private static final int EVENT = ColumnCells.number(IntColumn.EVENT);

    private final Names names;
    private final ColumnCells cells;
    private final ArrowBuf values;
    private final ArrowBuf arguments;
    private final BatchText text;
    private final ArgCells argCells;
    private int rows;
    private int args;

    public EventBatch(BufferAllocator allocator, Names names) {
        this.names = names;
        values = allocator.buffer(ColumnCells.BYTES);
        arguments = allocator.buffer(ArgCells.bytes(ROWS, MOST_ARGS));
        text = new BatchText(allocator, ROW_TEXT);
        cells = new ColumnCells(values.memoryAddress());
        argCells = new ArgCells(arguments.memoryAddress(), MOST_ARGS);
        reset();
    }

    /** Empties the batch for new rows. */
    public void reset() {
        cells.reset();
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
        cells.setLong(SEQ, rows, seqInFile);
        cells.setInt(EVENT, rows, eventName);
    }

    public void set(LongColumn column, long value) {
        cells.setLong(ColumnCells.number(column), rows, value);
    }

    public void set(IntColumn column, int value) {
        cells.setInt(ColumnCells.number(column), rows, value);
    }

    /** An argument of kind {@link ArgKind#HEX}, {@link ArgKind#DECIMAL} or {@link ArgKind#UNSIGNED}. */
    public void arg(int key, ArgKind kind, long value) {
        argCells.put(args++, ArgCells.key(key, kind), value);
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
        argCells.endRow(rows, args);
        rows++;
        if (rows % ColumnCells.WORD_ROWS == 0) {
            cells.endWord();
        }
    }

    /** Numbers the rows otherwise: each event of the file {@code by} more. */
    public void moveSeq(long by) {
        long data = cells.data(SEQ);
        for (long at = data; by != 0 && at < data + 8L * rows; at += 8) {
            MemoryUtil.putLong(at, MemoryUtil.getLong(at) + by);
        }
    }

    ColumnCells cells() {
        return cells;
    }

    ArgCells argCells() {
        return argCells;
    }

    /** Takes over rows and arguments that were appended to the cells. */
    void advance(int newRows, int newArgs) {
        rows = newRows;
        args = newArgs;
    }

    /** Takes back what was set of a row that {@link #begin} began and nobody ended. */
    public void cancel() {
        cells.clear(rows);
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
        return cells.isSet(ColumnCells.number(column), row);
    }

    public boolean isSet(IntColumn column, int row) {
        return cells.isSet(ColumnCells.number(column), row);
    }

    /** The value; meaningful only where set. */
    public long get(LongColumn column, int row) {
        return cells.longAt(ColumnCells.number(column), row);
    }

    /** The value; meaningful only where set. */
    public int get(IntColumn column, int row) {
        return cells.intAt(ColumnCells.number(column), row);
    }

    /** Rows of which the column is set. */
    public int count(LongColumn column) {
        return cells.count(ColumnCells.number(column));
    }

    /** Rows of which the column is set. */
    public int count(IntColumn column) {
        return cells.count(ColumnCells.number(column));
    }

    /** Address of the column's values, 8 bytes each. */
    public long dataAddress(LongColumn column) {
        return cells.data(ColumnCells.number(column));
    }

    /** Address of the column's values, 4 bytes each. */
    public long dataAddress(IntColumn column) {
        return cells.data(ColumnCells.number(column));
    }

    /** Address of the column's validity bitmap: one bit a row, least significant first. */
    public long validityAddress(LongColumn column) {
        return cells.bitmap(ColumnCells.number(column));
    }

    /** Address of the column's validity bitmap: one bit a row, least significant first. */
    public long validityAddress(IntColumn column) {
        return cells.bitmap(ColumnCells.number(column));
    }

    /** All arguments of the batch. */
    public int args() {
        return args;
    }

    public int argBegin(int row) {
        return row == 0 ? 0 : argCells.end(row - 1);
    }

    public int argEnd(int row) {
        return argCells.end(row);
    }

    /** Number of the argument's name. */
    public int argKey(int arg) {
        return argCells.name(arg);
    }

    public ArgKind argKind(int arg) {
        return argCells.kind(arg);
    }

    /** The number; of a text, where it stands: use {@link #textAddress} and {@link #textLength}. */
    public long argValue(int arg) {
        return argCells.value(arg);
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
        values.close();
        arguments.close();
        text.close();
    }
}
