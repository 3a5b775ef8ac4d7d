package io.iostrata.ingest.order;

import io.iostrata.ingest.format.EventBatch;
import java.io.IOException;

/** What batches flow into. */
@FunctionalInterface
public interface BatchSink {
    /** Takes the batch over: whoever keeps none of it gives it back to the pool. */
    void accept(EventBatch batch) throws IOException;
}
