package io.iostrata.jobs.dump;

import io.iostrata.ingest.format.EventBatch;
import java.io.IOException;

/** Takes events one by one and prints them. */
interface EventLines {
    void row(EventBatch batch, int row) throws IOException;

    void end() throws IOException;
}
