package io.iostrata.ingest.split;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.bytes.Spool;
import io.iostrata.ingest.format.CutFinder;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.format.Survey;
import io.iostrata.ingest.format.TimeCuts;
import io.iostrata.ingest.format.TimeStretch;
import io.iostrata.ingest.format.TraceFormat;
import io.iostrata.ingest.order.BatchPool;
import io.iostrata.ingest.parquet.CountedStream;
import io.iostrata.ingest.parquet.SourceDecoding;
import io.iostrata.ingest.parquet.SourceInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * A file to be read in splits: one that is neither compressed nor in a container.
 *
 * @param input how it is decoded
 * @param content opens it at any place
 * @param bytes how many it has
 */
public record SplitSource(TraceFormat format, SourceInput input, Content content, long bytes) {

    /** The bytes of a file from some offset on. */
    @FunctionalInterface
    public interface Content {
        InputStream open(long offset) throws IOException;
    }

    /** The reading of all rows that stand in a split, in the order of the file. */
    public SourceDecoding decoding(FileSplit split, BatchPool pool) {
        var marks = split.marks(split.begin(), split.end());
        return format.timeCuts()
                .map(cuts -> new SourceDecoding(stretch(split, cuts), split.begin(), marks, pool))
                .orElseGet(() -> decoding(split.begin(), head(split), marks, pool));
    }

    /** What the decoder of a split is given for the head of the file. */
    private Content head(FileSplit split) {
        return split.head().length == 0 ? content : at -> new ByteArrayInputStream(split.head());
    }

    /** A split that is a stretch of time: its decoder reads where it has to. */
    private SourceInput stretch(FileSplit split, TimeCuts cuts) {
        return new SourceInput(
                input.path(),
                decoded -> cuts.open(decoded, new TimeStretch(file(), split.firstKey(), split.lastKey())),
                InputStream::nullInputStream,
                input.declarations(),
                input.clock());
    }

    /** All of the file. */
    Spool file() {
        return Spool.inPlace(input.path(), bytes, content::open);
    }

    /** The reading of a stretch that ends at the last of the marks. */
    SourceDecoding decoding(long begin, List<Long> marks, BatchPool pool) {
        return decoding(begin, content, marks, pool);
    }

    private SourceDecoding decoding(long begin, Content head, List<Long> marks, BatchPool pool) {
        var part = new SourceInput(
                input.path(),
                input.decoder(),
                () -> content.open(begin),
                input.declarations(),
                input.clock(),
                List.of(),
                begin == 0 ? Optional.empty() : Optional.of(() -> head.open(0)));
        return new SourceDecoding(part, begin, marks, pool);
    }

    /** All of the file, for one who looks at several places at once. */
    Survey.Surveyed surveyed() {
        return new Survey.Surveyed(input.path(), bytes, content::open);
    }

    /** The bytes from an offset on; who looks for something looks before {@code limit}. */
    ByteCursor cursor(long from, long limit) {
        return new ByteCursor(input.path(), new CountedStream(() -> content.open(from)), from, limit);
    }

    /** Finds places to cut, with a cursor at the beginning of the file. */
    CutFinder finder(ByteCursor head) {
        return format.cuts(decodeInput(head));
    }

    /** For one who looks at the file and decodes nothing. */
    DecodeInput decodeInput(ByteCursor head) {
        return new DecodeInput(head, new Names(), new IssueLog(), input.declarations(), input.clock());
    }
}
