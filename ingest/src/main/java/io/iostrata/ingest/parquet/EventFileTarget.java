package io.iostrata.ingest.parquet;

import java.io.IOException;
import org.apache.parquet.io.OutputFile;

/** Where the Parquet file of a source goes. */
public interface EventFileTarget {
    /** A new file; called again after {@link #discard}. */
    OutputFile create() throws IOException;

    /** Removes a file that {@link #create} gave and that nobody will read: closed, perhaps incomplete. */
    void discard(OutputFile file) throws IOException;
}
