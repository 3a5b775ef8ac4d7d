package io.iostrata.transforms;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.TableSchema;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.sql.Row;

/** Packs of durations, those of a key together, to one row of keys and distribution for each key. */
final class SampledPacks implements Iterator<Row> {
    private final Iterator<Row> packs;
    private final TableSchema table;
    private final List<Field> keys;
    private Row ahead;

    SampledPacks(Iterator<Row> packs, TableSchema table, List<Field> keys) {
        this.packs = packs;
        this.table = table;
        this.keys = keys;
        this.ahead = nextPack();
    }

    @Override
    public boolean hasNext() {
        return ahead != null;
    }

    @Override
    public Row next() {
        if (ahead == null) {
            throw new NoSuchElementException();
        }
        var first = ahead;
        var sample = new LatencySample();
        while (ahead != null && sameKey(first, ahead)) {
            addAll(sample, ahead);
            ahead = nextPack();
        }
        var row = new TableRow(table);
        for (int key = 0; key < keys.size(); key++) {
            row.set(keys.get(key), first.get(key));
        }
        sample.fill(row);
        return row.row();
    }

    private Row nextPack() {
        return packs.hasNext() ? packs.next() : null;
    }

    private boolean sameKey(Row left, Row right) {
        for (int key = 0; key < keys.size(); key++) {
            if (!Objects.equals(left.get(key), right.get(key))) {
                return false;
            }
        }
        return true;
    }

    private void addAll(LatencySample sample, Row pack) {
        var durations = ByteBuffer.wrap(pack.<byte[]>getAs(keys.size())).asLongBuffer();
        while (durations.hasRemaining()) {
            sample.add(durations.get());
        }
    }
}
