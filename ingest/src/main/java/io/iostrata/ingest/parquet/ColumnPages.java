package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.EventBatch;
import java.io.IOException;
import org.apache.parquet.column.page.PageWriteStore;

/** Makes the pages of one column (or of a map's two) from batches: a page a batch, a chunk a row group. */
interface ColumnPages {
    /** Begins a row group. */
    void start(PageWriteStore store);

    /** Writes the column of a batch that has rows; {@code scratch} is the caller's thread's. */
    void write(EventBatch batch, PageScratch scratch) throws IOException;

    /** True when the row group should end: its dictionary has grown large. */
    default boolean isFull() {
        return false;
    }

    /** Ends the row group. */
    void finish() throws IOException;
}
