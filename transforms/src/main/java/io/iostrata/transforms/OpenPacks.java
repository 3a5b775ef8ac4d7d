package io.iostrata.transforms;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Durations, ns, gathered by key: rows of the key's cells and a pack of many durations, 8 bytes each, big-endian. Holds a
 * bounded number of open packs.
 */
public final class OpenPacks {
    private static final int DURATIONS = 4096;
    private static final int MOST_OPEN = 1024;
    private static final int FIRST_DURATIONS = 16;

    private final Map<List<Object>, Pack> open = new HashMap<>();

    public void add(List<Object> key, long ns, Consumer<Row> out) {
        var pack = open.computeIfAbsent(key, any -> new Pack());
        pack.add(ns);
        if (pack.count == DURATIONS) {
            out.accept(row(key, pack));
            open.remove(key);
        } else if (open.size() > MOST_OPEN) {
            closeAll(out);
        }
    }

    /** To be called once more, after the last duration. */
    public void closeAll(Consumer<Row> out) {
        open.forEach((key, pack) -> out.accept(row(key, pack)));
        open.clear();
    }

    private static Row row(List<Object> key, Pack pack) {
        var cells = Arrays.copyOf(key.toArray(), key.size() + 1);
        cells[key.size()] = bytes(pack.durations, pack.count);
        return RowFactory.create(cells);
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
