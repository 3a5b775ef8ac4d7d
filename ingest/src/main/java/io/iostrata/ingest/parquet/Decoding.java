package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.order.BatchSink;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * One reading of a source, or of a split of it.
 *
 * @param <T> what is known of it afterwards
 */
public interface Decoding<T> extends Closeable {
    /** Path of the file, for messages. */
    String path();

    /** Reads it all. */
    void into(BatchSink sink) throws IOException;

    /** What there is to say, all of it once everything was read. */
    IssueLog issues();

    /** What was found, once everything was read. */
    T result(long lateEvents, Optional<EventFileStats> file);
}
