package io.iostrata.ingest.simpletrace;

import static io.iostrata.ingest.simpletrace.LogHeader.u64;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.bytes.MalformedTraceException;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.simpletrace.RecordProbe.Found;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * The records of a QEMU simple-backend log, one after the other, in file order and without an object each: {@link #next}
 * moves to the next event or dropped record, the accessors show it until then.
 *
 * <pre>
 * file := log { log }                 (concatenated files: a header may stand at any record boundary)
 * log  := header { record | mapping } (see {@link LogHeader}, {@link RecordProbe})
 * </pre>
 *
 * <p>Dropped records, cut tails, records without a fitting declaration and stretches that hold no record become issues.
 * Source: QEMU 0.14 to 9.0, {@code trace/simple.c} and {@code scripts/simpletrace.py}.
 */
final class RecordReader {
    /** What {@link #next} moved to. */
    enum Kind {
        /** An event as declared. */
        EVENT,
        /** An event without a declaration, or that disagrees with it: its arguments are bytes. */
        RAW,
        DROPPED,
        END
    }

    private final ByteCursor in;
    private final TraceEventsFile declarations;
    private final IssueLog issues;
    private final LossLog losses;
    private LogHeader header = new LogHeader(LogVersion.V4, ByteOrder.LITTLE_ENDIAN);
    private EventTypes types = new EventTypes(LogVersion.V4, TraceEventsFile.empty());
    private Resynchronizer resynchronizer = new Resynchronizer(header, types, 0);
    private RecordProbe probe = new RecordProbe(header, types);
    private LogVersion firstVersion = LogVersion.V4;
    private boolean isBegun;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private boolean isFixed;
    private FixedRecords fixed = new FixedRecords(header, types);

    private EventType type = EventType.NONE;
    private long tsNs;
    private long lastTsNs;
    private boolean hasStamp;
    private int pid;
    private int payload;
    private int payloadBytes;
    private int stride;
    private long droppedCount;

    RecordReader(ByteCursor in, TraceEventsFile declarations, IssueLog issues) {
        this.in = in;
        this.declarations = declarations;
        this.issues = issues;
        losses = new LossLog(in.file(), issues);
    }

    /**
     * Appends the declared records of fixed length that follow one another in the buffer, the first as event {@code seq} of
     * the file. Returns how many: none where the next record is anything else.
     */
    int appendFixed(EventBatch batch, long seq) {
        if (!isBegun || losses.isPending()) {
            return 0;
        }
        in.advance(stride);
        stride = 0;
        int rows = fixed.append(batch, seq, in.buffer(), in.position(), in.limit());
        if (rows > 0) {
            in.advance(fixed.end() - in.position());
            lastTsNs = fixed.lastTsNs();
        }
        return rows;
    }

    /** Moves past the current record to the next. */
    Kind next() throws IOException {
        in.advance(stride);
        stride = 0;
        return readNext();
    }

    private Kind readNext() throws IOException {
        try {
            if (!isBegun) {
                begin();
            }
            while (in.buffered(1) > 0) {
                int have = in.buffered(RecordProbe.LARGEST_RECORD);
                var found = probe.look(in.buffer(), in.position(), in.position() + have);
                if (found == Found.EVENT || (found == Found.RAW && isBelievable())) {
                    return acceptEvent(found);
                } else if (found == Found.DROPPED) {
                    return acceptDropped();
                }
                pass(found);
            }
            finish();
            return Kind.END;
        } catch (MalformedTraceException malformed) {
            finish();
            throw malformed;
        }
    }

    /** Reports what is known only at the end. */
    void finish() {
        types.report(in.file(), issues);
        losses.settle(OptionalLong.empty());
    }

    private void begin() throws IOException {
        isBegun = true;
        var first = LogHeader.first(in);
        if (first.isPresent()) {
            firstVersion = first.get().version();
            readHeader();
        } else {
            truncated();
        }
    }

    private void readHeader() {
        finish();
        header = LogHeader.at(in.buffer(), in.position()).orElseThrow();
        types = new EventTypes(header.version(), declarations);
        in.advance(header.version().headerBytes());
        probe = new RecordProbe(header, types);
        resynchronizer = new Resynchronizer(header, types, in.offset());
        order = header.order();
        isFixed = header.version() == LogVersion.V0;
        fixed = new FixedRecords(header, types);
    }

    private void pass(Found found) throws IOException {
        if (found == Found.HEADER) {
            readHeader();
        } else if (found == Found.MAPPING) {
            readMapping();
        } else if (found == Found.CUT && !(probe.isDoubtful() && resynchronizer.finds(in))) {
            truncated();
        } else {
            issues.add(resynchronizer.skip(in, probe.reason(), lastStamp()));
        }
    }

    private void readMapping() throws IOException {
        var name = new String(in.buffer(), probe.payload(), probe.length(), StandardCharsets.US_ASCII);
        if (!types.map(probe.id(), name)) {
            throw in.malformed(in.offset(), "one more event id, expected at most %d", EventTypes.MOST);
        }
        in.advance(probe.stride());
    }

    /** A record without a fitting declaration is one if another follows; those of version 0 all have one length. */
    private boolean isBelievable() throws IOException {
        if (!isFixed && !resynchronizer.isFollowed(in, probe)) {
            return false;
        }
        int have = in.buffered(RecordProbe.LARGEST_RECORD);
        probe.look(in.buffer(), in.position(), in.position() + have); // reading ahead may have moved the bytes
        return true;
    }

    private Kind acceptEvent(Found found) {
        type = probe.type() == EventType.NONE ? types.unknown(probe.id()) : probe.type();
        accept();
        stamped();
        if (found == Found.EVENT) {
            return Kind.EVENT;
        }
        types.countOdd(type, in.offset(), probe.length());
        return Kind.RAW;
    }

    private Kind acceptDropped() {
        accept();
        long count = u64(in.buffer(), payload, order);
        droppedCount = isShifted(count) ? count >>> 32 : count;
        if (isFixed) {
            losses.droppedUnstamped(in.offset(), droppedCount, lastStamp());
        } else {
            losses.dropped(in.offset(), droppedCount, hasStamp ? lastTsNs : tsNs, tsNs);
            stamped();
        }
        return Kind.DROPPED;
    }

    /** QEMU 1.2 and 1.3 store the count in the wrong half on big-endian hosts. */
    private boolean isShifted(long count) {
        return header.version() == LogVersion.V2 && order == ByteOrder.BIG_ENDIAN && (int) count == 0;
    }

    private void accept() {
        tsNs = probe.tsNs();
        pid = probe.pid();
        payload = probe.payload();
        stride = probe.stride();
        payloadBytes = stride - (payload - in.position());
    }

    private void stamped() {
        lastTsNs = tsNs;
        hasStamp = true;
        losses.settle(OptionalLong.of(tsNs));
    }

    private void truncated() throws IOException {
        long at = in.offset();
        long left = in.skipToEnd();
        var message = "%s@0x%x: the file ends %d bytes into a record, expected a whole one";
        issues.add(at, IssueKind.TRUNCATED, Severity.WARNING, message.formatted(in.file(), at, left));
    }

    private OptionalLong lastStamp() {
        return hasStamp ? OptionalLong.of(lastTsNs) : OptionalLong.empty();
    }

    /** Version of the file's first log. */
    LogVersion firstVersion() {
        return firstVersion;
    }

    /** Version of the log the current record is in. */
    LogVersion version() {
        return header.version();
    }

    ByteOrder order() {
        return order;
    }

    long lostEvents() {
        return losses.lostEvents();
    }

    /** False until a record with a stamp was read. */
    boolean hasStamp() {
        return hasStamp;
    }

    EventType type() {
        return type;
    }

    /** Stamp of the record as written: 0 for dropped records of version 0. */
    long tsNs() {
        return tsNs;
    }

    /** Process id (u32 bits); 0 where the version has none. */
    int pid() {
        return pid;
    }

    /** Where the arguments begin in the cursor's buffer. */
    int payload() {
        return payload;
    }

    int payloadBytes() {
        return payloadBytes;
    }

    /** Events that the current dropped record says were lost (u64 bits). */
    long droppedCount() {
        return droppedCount;
    }
}
