package io.iostrata.ingest.format;

import io.iostrata.ingest.bytes.ByteCursor;

/**
 * Appends rows of {@link NumberCells} to a batch, for loops over many little-endian records: values go to their places,
 * and what is set is noted once for each kind of row and 64 rows, not cell by cell. Between {@link #begin} and
 * {@link #end} the batch is this object's.
 */
public final class NumberRows {
    private static final int SEQ = ColumnCells.number(LongColumn.SEQ);
    private static final int TS_NS = ColumnCells.number(LongColumn.TS_NS);
    private static final int EVENT = ColumnCells.number(IntColumn.EVENT);
    private static final int PID = ColumnCells.number(IntColumn.PID);

    /** Kinds of the rows of the current word. */
    private final NumberCells[] kinds = new NumberCells[ColumnCells.WORD_ROWS];

    private int kindsUsed;
    private EventBatch batch;
    private ColumnCells cells;
    private ArgCells argCells;
    private int row;
    private int args;

    /** Goes on after the batch's last row. */
    public void begin(EventBatch target) {
        batch = target;
        cells = target.cells();
        argCells = target.argCells();
        row = target.rows();
        args = target.args();
    }

    /** True when there is no room for another row. */
    public boolean isFull() {
        return row == EventBatch.ROWS || args > EventBatch.ARGS;
    }

    /** Begins a row: event {@code seq} of the file. The pid is kept of kinds that have one. */
    public void beginRow(NumberCells kind, long seq, long tsNs, int pid) {
        cells.putLong(SEQ, row, seq);
        cells.putLong(TS_NS, row, tsNs);
        cells.putInt(EVENT, row, kind.event());
        cells.putInt(PID, row, pid);
    }

    /** The row's numbers, which stand in {@code bytes} from {@code from} on. */
    public void numbers(NumberCells kind, byte[] bytes, int from) {
        for (int step : kind.columnSteps) {
            long stored = (long) ByteCursor.LONG_LE.get(bytes, from + NumberCells.offset(step));
            cells.putLong(NumberCells.column(step), row, NumberCells.signed(stored, step));
        }
        int[] argSteps = kind.argSteps;
        for (int i = 0; i < argSteps.length; i++) {
            long stored = (long) ByteCursor.LONG_LE.get(bytes, from + NumberCells.offset(argSteps[i]));
            argCells.put(args++, kind.argKeys[i], NumberCells.signed(stored, argSteps[i]));
        }
    }

    /** Ends the row. */
    public void endRow(NumberCells kind) {
        argCells.endRow(row, args);
        if (kind.rows == 0) {
            kinds[kindsUsed++] = kind;
        }
        kind.rows |= 1L << row;
        row++;
        if (row % ColumnCells.WORD_ROWS == 0) {
            note();
            cells.endWord();
        }
    }

    /** The batch has the rows. */
    public void end() {
        note();
        batch.advance(row, args);
    }

    /** Notes what the rows of the current word set. */
    private void note() {
        for (int i = 0; i < kindsUsed; i++) {
            for (int column : kinds[i].columns) {
                cells.mark(column, kinds[i].rows);
            }
            kinds[i].rows = 0;
        }
        kindsUsed = 0;
    }
}
