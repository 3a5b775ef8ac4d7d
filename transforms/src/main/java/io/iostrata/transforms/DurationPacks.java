package io.iostrata.transforms;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rows of keys and a duration to rows of the same keys and many durations. Holds a bounded number of open packs. */
final class DurationPacks implements Iterator<Row> {
    private static final int DURATIONS = 4096;
    private static final int OPEN_PACKS = 1024;
    private static final int FIRST_DURATIONS = 16;

    private final Iterator<Row> rows;
    private final int keys;
    private final Map<List<Object>, Pack> open = new HashMap<>();
    private final ArrayDeque<Row> ready = new ArrayDeque<>();

    /** @param keys columns before the duration */
    DurationPacks(Iterator<Row> rows, int keys) {
        this.rows = rows;
        this.keys = keys;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && rows.hasNext()) {
            add(rows.next());
        }
        if (ready.isEmpty()) {
            closeAll();
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

    private void add(Row row) {
        var pack = open.computeIfAbsent(key(row), key -> new Pack());
        pack.add(row.getLong(keys));
        if (pack.count == DURATIONS) {
            close(key(row), pack);
            open.remove(key(row));
        } else if (open.size() > OPEN_PACKS) {
            closeAll();
        }
    }

    private List<Object> key(Row row) {
        var key = new Object[keys];
        Arrays.setAll(key, row::get);
        return Arrays.asList(key);
    }

    private void closeAll() {
        open.forEach(this::close);
        open.clear();
    }

    private void close(List<Object> key, Pack pack) {
        var cells = Arrays.copyOf(key.toArray(), keys + 1);
        cells[keys] = bytes(pack.durations, pack.count);
        ready.add(RowFactory.create(cells));
    }

    private static final class Pack {
        private long[] durations = new long[FIRST_DURATIONS];
        private int count;

        private void add(long ns) {
            if (count == durations.length) {
                durations = Arrays.copyOf(durations, 2 * count);
            }
            durations[count++] = ns;
        }
    }

    /** The first {@code count} durations as a pack. */
    static byte[] bytes(long[] durations, int count) {
        var bytes = ByteBuffer.allocate(count * Long.BYTES);
        bytes.asLongBuffer().put(durations, 0, count);
        return bytes.array();
    }
}
