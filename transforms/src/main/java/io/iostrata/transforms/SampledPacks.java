package io.iostrata.transforms;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Packs of durations, those of a key together, to one row of keys and what sums them up for each key. */
final class SampledPacks implements Iterator<Row> {
    private final Iterator<Row> packs;
    private final int keys;
    private final Supplier<Sample> samples;
    private Row ahead;

    /** What the durations of one key become. */
    interface Sample {
        void add(long ns);

        /** Its columns, once all are added. */
        Row row();
    }

    /** @param keys columns before the pack */
    SampledPacks(Iterator<Row> packs, int keys, Supplier<Sample> samples) {
        this.packs = packs;
        this.keys = keys;
        this.samples = samples;
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
        var sample = samples.get();
        while (ahead != null && sameKey(first, ahead)) {
            addAll(sample, ahead);
            ahead = nextPack();
        }
        return row(first, sample.row());
    }

    private Row row(Row key, Row sample) {
        var cells = new Object[keys + sample.size()];
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = cell < keys ? key.get(cell) : sample.get(cell - keys);
        }
        return RowFactory.create(cells);
    }

    private Row nextPack() {
        return packs.hasNext() ? packs.next() : null;
    }

    private boolean sameKey(Row left, Row right) {
        for (int key = 0; key < keys; key++) {
            if (!Objects.equals(left.get(key), right.get(key))) {
                return false;
            }
        }
        return true;
    }

    private void addAll(Sample sample, Row pack) {
        var durations = Distributions.durations(pack.getAs(keys));
        while (durations.hasRemaining()) {
            sample.add(durations.get());
        }
    }
}
