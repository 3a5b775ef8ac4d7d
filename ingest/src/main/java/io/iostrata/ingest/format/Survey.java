package io.iostrata.ingest.format;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.bytes.Spool;
import java.io.IOException;
import java.util.List;

/**
 * Cuts a file in parts of the file that are stretches of time too, by a look at all of its records: so each cut is certain,
 * and brings what is to be known of everything before it.
 */
@FunctionalInterface
public interface Survey {

    /** A file that can be opened at any place, several at once. */
    record Surveyed(String name, long size, Spool.Opener content) {
        /** Reads on from {@code begin}; offsets are those of the file. */
        public ByteCursor cursor(long begin) throws IOException {
            return new ByteCursor(name, content.open(begin), begin, Long.MAX_VALUE);
        }
    }

    /** Where a file is cut in parts of about {@code partBytes}; none where it is better read whole. */
    List<TimeCuts.Cut> find(Surveyed file, long partBytes) throws IOException;
}
