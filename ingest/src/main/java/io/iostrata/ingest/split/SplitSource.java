package io.iostrata.ingest.split;

import io.iostrata.ingest.format.TraceFormat;
import io.iostrata.ingest.order.BatchPool;
import io.iostrata.ingest.parquet.SourceDecoding;
import io.iostrata.ingest.parquet.SourceInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A file to be read in splits: one that is neither compressed nor in a container.
 *
 * @param input how it is decoded
 * @param content opens it at any place
 */
public record SplitSource(TraceFormat format, SourceInput input, Content content) {

    /** The bytes of a file from some offset on. */
    @FunctionalInterface
    public interface Content {
        InputStream open(long offset) throws IOException;
    }

    /** The reading of all rows that stand in a split, in the order of the file. */
    public SourceDecoding decoding(FileSplit split, BatchPool pool) {
        return decoding(split.begin(), split.marks(split.begin(), split.end()), pool);
    }

    /** The reading of a stretch that ends at the last of the marks. */
    SourceDecoding decoding(long begin, List<Long> marks, BatchPool pool) {
        var part = new SourceInput(
                input.path(), input.decoder(), () -> content.open(begin), input.declarations(), input.clock());
        return new SourceDecoding(part, begin, marks, pool);
    }
}
