package io.iostrata.ingest.simpletrace;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.simpletrace.RecordProbe.Found;
import java.io.IOException;
import java.nio.ByteOrder;

/** A log whose records are being read, and what looks at them. */
final class OpenLog {
    final LogHeader header;
    final EventTypes types;
    final RecordProbe probe;
    final FixedRecords fixed;
    final Resynchronizer resynchronizer;

    /** Whose first record is at offset {@code firstRecord}, or as many whole records of version 0 before or behind. */
    OpenLog(LogHead head, long firstRecord) {
        header = head.header();
        types = head.types();
        probe = new RecordProbe(header, types);
        fixed = new FixedRecords(header, types);
        resynchronizer = new Resynchronizer(header, types, firstRecord);
    }

    boolean isVersion0() {
        return header.version() == LogVersion.V0;
    }

    /** What stands at the next byte; {@link #probe} has it. */
    Found look(ByteCursor in) throws IOException {
        int have = in.buffered(RecordProbe.LARGEST_RECORD);
        return probe.look(in.buffer(), in.position(), in.position() + have);
    }

    /** A record without a fitting declaration is one if another follows; those of version 0 all have one length. */
    boolean isBelievable(ByteCursor in) throws IOException {
        if (!isVersion0() && !resynchronizer.isFollowed(in, probe)) {
            return false;
        }
        look(in); // reading ahead may have moved the bytes
        return true;
    }

    /** How many events the record that is looked at says were dropped: QEMU 1.2 and 1.3 have it in the wrong half on big-endian hosts. */
    long droppedCount(ByteCursor in) {
        long count = LogHeader.u64(in.buffer(), probe.payload(), header.order());
        boolean isShifted =
                header.version() == LogVersion.V2 && header.order() == ByteOrder.BIG_ENDIAN && (int) count == 0;
        return isShifted ? count >>> 32 : count;
    }
}
