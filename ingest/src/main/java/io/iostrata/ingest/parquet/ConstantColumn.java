package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.EventBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/** Pages of a required column that is the same in every row: a dictionary of one entry, and one run a page. */
final class ConstantColumn implements ColumnPages {
    private final ColumnDescriptor descriptor;
    private final PageBuffer entry = new PageBuffer();
    private final PageBuffer page = new PageBuffer();
    private final Statistics<?> statistics;
    private PageWriter pages;

    ConstantColumn(ColumnDescriptor descriptor, String value) {
        this.descriptor = descriptor;
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        entry.i32(utf8.length);
        entry.bytes(utf8, 0, utf8.length);
        statistics = Statistics.createStats(descriptor.getPrimitiveType());
        statistics.updateStats(Binary.fromConstantByteArray(utf8));
    }

    ConstantColumn(ColumnDescriptor descriptor, int value) {
        this.descriptor = descriptor;
        entry.i32(value);
        statistics = Statistics.createStats(descriptor.getPrimitiveType());
        statistics.updateStats(value);
    }

    @Override
    public void start(PageWriteStore store) {
        pages = store.getPageWriter(descriptor);
    }

    @Override
    public void write(EventBatch batch, PageScratch scratch) throws IOException {
        int rows = batch.rows();
        page.clear();
        HybridRuns.sameId(page, rows);
        pages.writePage(page.input(), rows, rows, statistics, Encoding.RLE, Encoding.RLE, Encoding.RLE_DICTIONARY);
    }

    @Override
    public void finish() throws IOException {
        pages.writeDictionaryPage(new DictionaryPage(entry.input(), 1, Encoding.PLAIN));
    }
}
