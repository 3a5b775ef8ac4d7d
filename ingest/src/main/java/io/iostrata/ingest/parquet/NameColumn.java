package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IntColumn;
import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.column.page.PageWriter;

/** Pages of a column of names: event, comm, caller. */
final class NameColumn implements ColumnPages {
    private final ColumnDescriptor descriptor;
    private final IntColumn column;
    private final NameEncoder encoder;
    private PageWriter pages;

    NameColumn(ColumnDescriptor descriptor, IntColumn column) {
        this.descriptor = descriptor;
        this.column = column;
        encoder = new NameEncoder(descriptor.getPrimitiveType());
    }

    @Override
    public void start(PageWriteStore store) {
        pages = store.getPageWriter(descriptor);
        encoder.start();
    }

    @Override
    public void write(EventBatch batch, PageScratch scratch) throws IOException {
        int rows = batch.rows();
        scratch.page.clear();
        if (descriptor.getMaxDefinitionLevel() > 0) {
            scratch.definitionLevels(batch.count(column), rows, batch.validityAddress(column));
        }
        int count = Numbers.gather(batch, column, scratch.ints);
        var statistics = encoder.encode(batch.names(), scratch.ints, count, scratch.page);
        statistics.incrementNumNulls(rows - count);
        var encoding = NameEncoder.encoding(count);
        pages.writePage(scratch.page.input(), rows, rows, statistics, Encoding.RLE, Encoding.RLE, encoding);
    }

    @Override
    public boolean isFull() {
        return encoder.isFull();
    }

    @Override
    public void finish() throws IOException {
        encoder.finish(pages);
    }
}
