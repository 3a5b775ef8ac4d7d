package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.EventBatch;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;

/**
 * Pages of the map of arguments: its keys and its values, which share their levels. A row without arguments is one
 * entry of definition level 0. Values have no minimum and maximum: nothing prunes by what is inside a map.
 */
final class ArgsColumns implements ColumnPages {
    private final ColumnDescriptor key;
    private final ColumnDescriptor value;
    private final NameEncoder keys;
    private final ValueEncoder values;
    private final PageBuffer levels = new PageBuffer();
    private int[] ids = new int[0];
    private byte[] repetition = new byte[0];
    private byte[] definition = new byte[0];
    private PageWriter keyPages;
    private PageWriter valuePages;

    ArgsColumns(ColumnDescriptor key, ColumnDescriptor value) {
        this.key = key;
        this.value = value;
        keys = new NameEncoder(key.getPrimitiveType());
        values = new ValueEncoder();
    }

    @Override
    public void start(PageWriteStore store) {
        keyPages = store.getPageWriter(key);
        valuePages = store.getPageWriter(value);
        keys.start();
        values.start();
    }

    @Override
    public void write(EventBatch batch, PageScratch scratch) throws IOException {
        int args = batch.args();
        makeRoom(args, batch.rows());
        int entries = levels(batch);
        writeKeys(batch, entries, scratch.page);
        writeValues(batch, entries, scratch);
    }

    @Override
    public boolean isFull() {
        return keys.isFull();
    }

    @Override
    public void finish() throws IOException {
        keys.finish(keyPages);
        values.finish(valuePages);
    }

    private void writeKeys(EventBatch batch, int entries, PageBuffer page) throws IOException {
        int args = batch.args();
        beginPage(page);
        for (int arg = 0; arg < args; arg++) {
            ids[arg] = batch.argKey(arg);
        }
        var statistics = keys.encode(batch.names(), ids, args, page);
        statistics.incrementNumNulls(entries - args);
        keyPages.writePage(
                page.input(),
                entries,
                batch.rows(),
                statistics,
                Encoding.RLE,
                Encoding.RLE,
                NameEncoder.encoding(args));
    }

    private void writeValues(EventBatch batch, int entries, PageScratch scratch) throws IOException {
        beginPage(scratch.page);
        var encoding = batch.args() == 0 ? Encoding.PLAIN : values.encode(batch, ids, scratch);
        var unknown = Statistics.getBuilderForReading(value.getPrimitiveType()).build();
        valuePages.writePage(
                scratch.page.input(), entries, batch.rows(), unknown, Encoding.RLE, Encoding.RLE, encoding);
    }

    private void beginPage(PageBuffer page) {
        page.clear();
        page.bytes(levels);
    }

    /** Leaves both levels in {@code levels}; returns how many of each there are. */
    private int levels(EventBatch batch) {
        levels.clear();
        int entries = batch.args() == 0 ? batch.rows() : fillLevels(batch);
        if (batch.args() == 0) {
            HybridRuns.levels(levels, 0, entries);
            HybridRuns.levels(levels, 0, entries);
        } else {
            HybridRuns.levels(levels, repetition, entries);
            HybridRuns.levels(levels, definition, entries);
        }
        return entries;
    }

    private int fillLevels(EventBatch batch) {
        int most = (batch.args() + batch.rows() + 7) / 8;
        Arrays.fill(repetition, 0, most, (byte) 0);
        Arrays.fill(definition, 0, most, (byte) 0);
        int entry = 0;
        int arg = 0;
        for (int row = 0; row < batch.rows(); row++) {
            int end = batch.argEnd(row);
            if (arg == end) {
                entry++;
                continue;
            }
            set(definition, entry++);
            for (arg++; arg < end; arg++) {
                set(definition, entry);
                set(repetition, entry++);
            }
        }
        return entry;
    }

    private static void set(byte[] bits, int at) {
        bits[at >>> 3] |= (byte) (1 << (at & 7));
    }

    private void makeRoom(int args, int rows) {
        if (ids.length < args + 8) {
            ids = new int[args + args / 2 + 8];
        }
        if (repetition.length < (args + rows + 7) / 8) {
            repetition = new byte[(args + rows + 7) / 4];
            definition = new byte[repetition.length];
        }
    }
}
