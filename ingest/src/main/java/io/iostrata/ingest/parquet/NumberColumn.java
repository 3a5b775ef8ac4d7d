package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.parquet.DeltaEncoder.Width;
import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.IntStatistics;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;

/**
 * Pages of a column of numbers: dictionary ids while the chunk's dictionary stays worth its place, then differences.
 */
final class NumberColumn implements ColumnPages {
    /** How the column's values behave. */
    enum Habit {
        /** Few distinct values that return: a dictionary. */
        RETURNS,
        /** Values that grow: never a dictionary. */
        GROWS
    }

    /** New entries in one page that a dictionary is always granted. */
    private static final int GRANTED = 1024;

    private final ColumnDescriptor descriptor;
    private final Column column;
    private final Habit habit;
    private final LongDictionary dictionary = new LongDictionary();
    private PageWriter pages;
    private int dictionarySize;
    private boolean inDictionary;

    /** Where a batch holds the column. */
    private interface Column {
        /** Leaves the values without the nulls in {@code scratch.longs}. */
        int gather(EventBatch batch, PageScratch scratch);

        int count(EventBatch batch);

        long validityAddress(EventBatch batch);

        Width width();
    }

    private record Longs(LongColumn column) implements Column {
        @Override
        public int gather(EventBatch batch, PageScratch scratch) {
            return Numbers.gather(batch, column, scratch.longs);
        }

        @Override
        public int count(EventBatch batch) {
            return batch.count(column);
        }

        @Override
        public long validityAddress(EventBatch batch) {
            return batch.validityAddress(column);
        }

        @Override
        public Width width() {
            return Width.INT64;
        }
    }

    private record Ints(IntColumn column) implements Column {
        @Override
        public int gather(EventBatch batch, PageScratch scratch) {
            return Numbers.gather(batch, column, scratch);
        }

        @Override
        public int count(EventBatch batch) {
            return batch.count(column);
        }

        @Override
        public long validityAddress(EventBatch batch) {
            return batch.validityAddress(column);
        }

        @Override
        public Width width() {
            return Width.INT32;
        }
    }

    NumberColumn(ColumnDescriptor descriptor, LongColumn column) {
        this(descriptor, new Longs(column), habit(column));
    }

    NumberColumn(ColumnDescriptor descriptor, IntColumn column) {
        this(descriptor, new Ints(column), Habit.RETURNS);
    }

    private NumberColumn(ColumnDescriptor descriptor, Column column, Habit habit) {
        this.descriptor = descriptor;
        this.column = column;
        this.habit = habit;
    }

    @Override
    public void start(PageWriteStore store) {
        pages = store.getPageWriter(descriptor);
        dictionary.clear();
        dictionarySize = 0;
        inDictionary = habit == Habit.RETURNS;
    }

    @Override
    public void write(EventBatch batch, PageScratch scratch) throws IOException {
        int rows = batch.rows();
        scratch.page.clear();
        if (descriptor.getMaxDefinitionLevel() > 0) {
            scratch.definitionLevels(column.count(batch), rows, column.validityAddress(batch));
        }
        int count = column.gather(batch, scratch);
        var encoding = count == 0 ? Encoding.PLAIN : encode(count, scratch);
        pages.writePage(
                scratch.page.input(),
                rows,
                rows,
                statistics(scratch.longs, count, rows),
                Encoding.RLE,
                Encoding.RLE,
                encoding);
    }

    @Override
    public void finish() throws IOException {
        if (dictionarySize > 0) {
            var page = new PageBuffer();
            for (int id = 0; id < dictionarySize; id++) {
                entry(dictionary.entry(id), page);
            }
            pages.writeDictionaryPage(new DictionaryPage(page.input(), dictionarySize, Encoding.PLAIN));
        }
    }

    private static Habit habit(LongColumn column) {
        return switch (column) {
            case SEQ, TS_NS, TS_RAW, SECTOR, OFFSET -> Habit.GROWS;
            case VDEV, VQ, REQ, ELEM, ACB, PORT, GSI, LEVEL, VEC, DST, BYTES, RET -> Habit.RETURNS;
        };
    }

    private void entry(long value, PageBuffer page) {
        if (column.width() == Width.INT64) {
            page.i64(value);
        } else {
            page.i32((int) value);
        }
    }

    private Encoding encode(int count, PageScratch scratch) {
        inDictionary = inDictionary && fillsIds(count, scratch);
        if (inDictionary) {
            dictionarySize = dictionary.size();
            HybridRuns.ids(scratch.page, scratch.ints, count, dictionarySize);
            return Encoding.RLE_DICTIONARY;
        }
        if (habit == Habit.GROWS && isGapless(scratch.longs, count)) {
            DeltaEncoder.encodeGapless(scratch.longs[0], count, scratch.page);
        } else {
            scratch.deltas.encode(scratch.longs, count, column.width(), scratch.page);
        }
        return Encoding.DELTA_BINARY_PACKED;
    }

    /** False when the dictionary is full, or when this page's values hardly return. */
    private boolean fillsIds(int count, PageScratch scratch) {
        for (int i = 0; i < count; i++) {
            int id = dictionary.id(scratch.longs[i]);
            if (id == LongDictionary.FULL) {
                return false;
            }
            scratch.ints[i] = id;
        }
        int added = dictionary.size() - dictionarySize;
        return added <= GRANTED || added <= count / 2;
    }

    private static boolean isGapless(long[] values, int count) {
        long first = values[0];
        int i = 1;
        while (i < count && values[i] == first + i) {
            i++;
        }
        return i == count;
    }

    private Statistics<?> statistics(long[] values, int count, int rows) {
        var statistics = Statistics.createStats(descriptor.getPrimitiveType());
        statistics.incrementNumNulls(rows - count);
        if (count > 0) {
            long min = values[0];
            long max = min;
            for (int i = 1; i < count; i++) {
                min = Math.min(min, values[i]);
                max = Math.max(max, values[i]);
            }
            setMinMax(statistics, min, max);
        }
        return statistics;
    }

    private void setMinMax(Statistics<?> statistics, long min, long max) {
        if (column.width() == Width.INT64) {
            ((LongStatistics) statistics).setMinMax(min, max);
        } else {
            ((IntStatistics) statistics).setMinMax((int) min, (int) max);
        }
    }
}
