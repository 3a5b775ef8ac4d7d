package io.iostrata.ingest.format;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the numbers of a record go that has nothing but numbers of eight bytes, one after the other: worked out once, for
 * {@link NumberRows}.
 */
public final class NumberCells {
    /** One number a step: its offset, the bits to shift its sign out and in again, and its column. */
    private static final int OFFSET_SHIFT = 16;

    private static final int BITS_SHIFT = 8;
    private static final int COLUMN = 0xff;

    private final int event;
    final int[] columnSteps;
    final int[] argSteps;
    final int[] argKeys;
    /** Columns that a row of these sets. */
    final int[] columns;
    /** The rows being appended that are of these: a bit for each in a word of 64. */
    long rows;

    /**
     * One of the record's numbers.
     *
     * @param column where it goes; empty for one among the arguments
     * @param name number of an argument's name
     * @param unusedBits highest bits that are not the number's: they are filled with its sign
     */
    public record Cell(Optional<LongColumn> column, int name, ArgKind kind, int unusedBits) {}

    /** Of rows of the name {@code event}; {@code others} are 32-bit columns that all these rows have. */
    public NumberCells(int event, List<IntColumn> others, List<Cell> numbers) {
        this.event = event;
        var set = new BitSet();
        set.set(ColumnCells.number(LongColumn.SEQ));
        set.set(ColumnCells.number(LongColumn.TS_NS));
        set.set(ColumnCells.number(IntColumn.EVENT));
        others.forEach(column -> set.set(ColumnCells.number(column)));
        numbers.forEach(cell -> cell.column().ifPresent(column -> set.set(ColumnCells.number(column))));
        columns = set.stream().toArray();
        columnSteps = steps(numbers, true);
        argSteps = steps(numbers, false);
        argKeys = numbers.stream()
                .filter(cell -> cell.column().isEmpty())
                .mapToInt(cell -> ArgCells.key(cell.name(), cell.kind()))
                .toArray();
    }

    private static int[] steps(List<Cell> numbers, boolean toColumns) {
        return IntStream.range(0, numbers.size())
                .filter(i -> numbers.get(i).column().isPresent() == toColumns)
                .map(i -> (8 * i) << OFFSET_SHIFT | step(numbers.get(i)))
                .toArray();
    }

    private static int step(Cell cell) {
        return cell.unusedBits() << BITS_SHIFT
                | cell.column().map(ColumnCells::number).orElse(0);
    }

    static int offset(int step) {
        return step >>> OFFSET_SHIFT;
    }

    /** The number as it is, of the eight bytes that hold it: shifts take no more than six bits of their distance. */
    static long signed(long stored, int step) {
        return stored << (step >>> BITS_SHIFT) >> (step >>> BITS_SHIFT);
    }

    static int column(int step) {
        return step & COLUMN;
    }

    /** Number of the event's name. */
    public int event() {
        return event;
    }
}
