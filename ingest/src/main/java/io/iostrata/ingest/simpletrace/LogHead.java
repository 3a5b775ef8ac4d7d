package io.iostrata.ingest.simpletrace;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.simpletrace.RecordReader.Kind;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What the first bytes of a log say of all the records behind them: its header, and the names of its events. QEMU writes
 * those it knows when it opens the file, those of modules as they are loaded.
 */
record LogHead(LogHeader header, EventTypes types) {
    /** Bytes looked at: all mappings, of 5,000 events, take 350 kB. */
    static final long BYTES = 2 << 20;

    /** Stands for that of a log that was not looked at yet. */
    static LogHead none() {
        return new LogHead(
                new LogHeader(LogVersion.V4, ByteOrder.LITTLE_ENDIAN),
                new EventTypes(LogVersion.V4, TraceEventsFile.empty()));
    }

    /** Of the log that a cursor is at the beginning of, as a record at offset {@code limit} finds it. */
    static LogHead before(ByteCursor in, long limit, TraceEventsFile declarations) throws IOException {
        var reader = new RecordReader(in, declarations, new IssueLog(), Optional.empty());
        in.end(Math.min(limit, BYTES));
        while (reader.next() != Kind.END) {}
        return reader.head();
    }
}
