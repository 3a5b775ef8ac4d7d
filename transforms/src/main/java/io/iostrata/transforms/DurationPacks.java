package io.iostrata.transforms;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/** Rows of keys and a duration to rows of the same keys and many durations. */
final class DurationPacks implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final int keys;
    private final OpenPacks open = new OpenPacks();
    private final ArrayDeque<Row> ready = new ArrayDeque<>();

    /** @param keys columns before the duration */
    DurationPacks(Iterator<Row> rows, int keys) {
        this.rows = rows;
        this.keys = keys;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && rows.hasNext()) {
            var row = rows.next();
            open.add(key(row), row.getLong(keys), ready::add);
        }
        if (ready.isEmpty()) {
            open.closeAll(ready::add);
        }
        return !ready.isEmpty();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    private List<Object> key(Row row) {
        var key = new Object[keys];
        Arrays.setAll(key, row::get);
        return Arrays.asList(key);
    }
}
