package io.iostrata.ingest.simpletrace;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.CutFinder;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.IssueLog;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Cuts before an event that a chain of records follows. The bytes of a record's arguments may look like one, so a place is
 * certain only once the part before was read and ended there.
 */
public final class RecordCuts implements CutFinder {
    private final DecodeInput head;
    private Optional<Resynchronizer> records = Optional.empty();

    /** With the beginning of the log. */
    public RecordCuts(DecodeInput head) {
        this.head = head;
    }

    @Override
    public OptionalLong find(ByteCursor in) throws IOException {
        if (records.isEmpty()) {
            records = Optional.of(records());
        }
        int places = (int) Math.min(WINDOW, in.end() - in.offset());
        int found = records.get().event(in, places);
        return found < 0 ? OptionalLong.empty() : OptionalLong.of(in.offset() + found);
    }

    private Resynchronizer records() throws IOException {
        var declarations = TraceEventsFile.of(head.declarations(), new IssueLog());
        var log = LogHead.before(head.in(), Long.MAX_VALUE, declarations);
        return new Resynchronizer(
                log.header(), log.types(), log.header().version().headerBytes());
    }
}
