package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.EventBatch;
import java.io.IOException;
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
    private final ArgLevels bits = new ArgLevels();
    private int[] ids = new int[0];
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
        makeRoom(args);
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
        if (batch.args() == 0) {
            HybridRuns.levels(levels, 0, batch.rows());
            HybridRuns.levels(levels, 0, batch.rows());
            return batch.rows();
        }
        int entries = bits.fill(batch);
        HybridRuns.levels(levels, bits.repetition(), entries);
        HybridRuns.levels(levels, bits.definition(), entries);
        return entries;
    }

    private void makeRoom(int args) {
        if (ids.length < args + 8) {
            ids = new int[args + args / 2 + 8];
        }
    }
}
