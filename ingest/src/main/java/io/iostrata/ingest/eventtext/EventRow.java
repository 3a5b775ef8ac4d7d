package io.iostrata.ingest.eventtext;

import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** The row being appended: arguments from slices of the line, numbers as numbers where that prints the same text. */
public final class EventRow {
    /** Rows of one line stay below what a batch allows; the rest of such a line goes into its last argument. */
    static final int MOST_ARGS = 200;

    private final Names names;
    private final Function<String, Optional<LongColumn>> columnOf;
    private final NumberText number = new NumberText();
    private final int textKey;
    private LongColumn[] columns = new LongColumn[64];
    private int columnsKnown;
    private EventBatch batch;
    private byte[] bytes = {};
    private int columnsSet;
    private boolean flagged = true;

    public EventRow(Names names) {
        this(names, LongColumn::ofArgument);
    }

    /** A row whose arguments of some names go to columns. */
    public EventRow(Names names, Function<String, Optional<LongColumn>> columnOf) {
        this.names = names;
        this.columnOf = columnOf;
        textKey = names.id("text");
    }

    public void into(EventBatch target) {
        batch = target;
    }

    public void begin(long seq, int event, byte[] line) {
        batch.begin(seq, event);
        bytes = line;
        columnsSet = 0;
    }

    public EventBatch batch() {
        return batch;
    }

    public byte[] bytes() {
        return bytes;
    }

    public Names names() {
        return names;
    }

    public NumberText number() {
        return number;
    }

    /** Whether the lines have a flags column: kernels up to 3.1 print none. */
    public boolean isFlagged() {
        return flagged;
    }

    public void flagged(boolean isFlagged) {
        flagged = isFlagged;
    }

    public boolean isCrowded() {
        return batch.rowArgs() >= MOST_ARGS;
    }

    public void column(LongColumn column, long value) {
        batch.set(column, value);
        columnsSet |= 1 << column.ordinal();
    }

    public void number(int key, ArgKind kind, long value) {
        batch.arg(key, kind, value);
    }

    /** An argument: a number where its text is a plain one, else the text; nothing where there is no text. */
    public void value(int key, int from, int to) {
        if (from == to) {
            return;
        }
        if (number.plainDecimal(bytes, from, to)) {
            boolean unsigned = number.value() < 0 && bytes[from] != '-';
            batch.arg(key, unsigned ? ArgKind.UNSIGNED : ArgKind.DECIMAL, number.value());
        } else if (number.plainHex(bytes, from, to)) {
            batch.arg(key, ArgKind.HEX, number.value());
        } else {
            batch.arg(key, bytes, from, to);
        }
    }

    /** An argument of a name that the payload chose: a number goes to the column of that name, a repeated name is numbered. */
    public void named(int key, int from, int to) {
        var column = column(key);
        if (column == null || !toColumn(column, from, to)) {
            argument(key, from, to);
        }
    }

    /** An argument of a name that the payload chose, never a column; a repeated name is numbered. */
    public void argument(int key, int from, int to) {
        value(untaken(key), from, to);
    }

    /** What has no name: the argument {@code text}. */
    public void text(int from, int to) {
        if (from < to) {
            batch.arg(untaken(textKey), bytes, from, to);
        }
    }

    private boolean toColumn(LongColumn column, int from, int to) {
        boolean free = (columnsSet & 1 << column.ordinal()) == 0;
        boolean pointer = column.compareTo(LongColumn.ACB) <= 0;
        boolean nil = to - from == 5 && LineText.isNil(bytes, from, to);
        boolean numeric = nil || number.plainHex(bytes, from, to) || (!pointer && number.plainDecimal(bytes, from, to));
        if (free && numeric) {
            column(column, nil ? 0 : number.value());
        }
        return free && numeric;
    }

    private int untaken(int key) {
        int free = key;
        for (int n = 2; isTaken(free); n = n < 8 ? n + 1 : Math.max(n + 1, batch.rowArgs())) {
            free = names.id(names.name(key) + "." + n);
        }
        return free;
    }

    private boolean isTaken(int key) {
        int end = batch.args();
        for (int arg = end - batch.rowArgs(); arg < end; arg++) {
            if (batch.argKey(arg) == key) {
                return true;
            }
        }
        return false;
    }

    /** The column of that name; null where it has none. */
    private LongColumn column(int key) {
        if (key >= columnsKnown) {
            columns = Arrays.copyOf(columns, Math.max(columns.length, 2 * names.size()));
            for (int id = columnsKnown; id < names.size(); id++) {
                columns[id] = columnOf.apply(names.name(id)).orElse(null);
            }
            columnsKnown = names.size();
        }
        return columns[key];
    }
}
