package io.iostrata.ingest.simpletrace;

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
import java.util.List;
import java.util.Optional;
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
 * <p>Of a part of a log that begins behind its head it reads the head first. What it finds in a part and could tell of the
 * whole log only, it leaves: see {@link #odd} and {@link #isTold}.
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
    private final Optional<ByteCursor> headBytes;
    private final long begin;
    private OpenLog log = new OpenLog(LogHead.none(), 0);
    private LogVersion firstVersion = LogVersion.V4;
    private boolean isBegun;
    private boolean isTold = true;

    private EventType type = EventType.NONE;
    private long tsNs;
    private long lastTsNs;
    private boolean hasStamp;
    private int pid;
    private int payload;
    private int payloadBytes;
    private int stride;
    private long droppedCount;

    /** With the beginning of the log where {@code in} begins behind it. */
    RecordReader(ByteCursor in, TraceEventsFile declarations, IssueLog issues, Optional<ByteCursor> headBytes) {
        this.in = in;
        this.headBytes = headBytes;
        begin = in.offset();
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
        long left = Math.min(in.limit() - in.position(), in.end() - in.offset());
        int rows = log.fixed.append(batch, seq, in.buffer(), in.position(), in.position() + (int) left);
        if (rows > 0) {
            in.advance(log.fixed.end() - in.position());
            lastTsNs = log.fixed.lastTsNs();
        }
        return rows;
    }

    /** Moves past the current record to the next. */
    Kind next() throws IOException {
        in.advance(stride);
        stride = 0;
        try {
            if (!isBegun) {
                begin();
            }
            while (in.offset() < in.end() && in.buffered(1) > 0) {
                var found = log.look(in);
                if (found == Found.EVENT || (found == Found.RAW && log.isBelievable(in))) {
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
    void finish() throws IOException {
        if (!in.isPart()) {
            odd().forEach(records -> issues.add(records.issue(in.file())));
            log.types.forgetOdd();
        }
        losses.settle(in.isPart() ? nextStamp() : OptionalLong.empty());
    }

    /** Of the event that follows the part. */
    private OptionalLong nextStamp() throws IOException {
        var next = log.look(in);
        return next == Found.EVENT || next == Found.RAW ? OptionalLong.of(log.probe.tsNs()) : OptionalLong.empty();
    }

    private void begin() throws IOException {
        isBegun = true;
        if (headBytes.isPresent()) {
            log = new OpenLog(LogHead.before(headBytes.get(), begin, declarations), begin);
            firstVersion = log.header.version();
            return;
        }
        var first = LogHeader.first(in);
        if (first.isPresent()) {
            firstVersion = first.get().version();
            readHeader();
        } else {
            truncated();
        }
    }

    private void readHeader() throws IOException {
        finish();
        isTold &= in.offset() == 0;
        var next = LogHeader.at(in.buffer(), in.position()).orElseThrow();
        in.advance(next.version().headerBytes());
        log = new OpenLog(new LogHead(next, new EventTypes(next.version(), declarations)), in.offset());
    }

    private void pass(Found found) throws IOException {
        if (found == Found.HEADER) {
            readHeader();
        } else if (found == Found.MAPPING) {
            readMapping();
        } else if (found == Found.CUT && !(log.probe.isDoubtful() && log.resynchronizer.finds(in))) {
            truncated();
        } else {
            issues.add(log.resynchronizer.skip(in, log.probe.reason(), lastStamp()));
        }
    }

    private void readMapping() throws IOException {
        var probe = log.probe;
        var name = new String(in.buffer(), probe.payload(), probe.length(), StandardCharsets.US_ASCII);
        isTold &= in.offset() < LogHead.BYTES && log.types.met(probe.id()) == EventType.NONE;
        if (!log.types.map(probe.id(), name)) {
            throw in.malformed(in.offset(), "one more event id, expected at most %d", EventTypes.MOST);
        }
        in.advance(probe.stride());
    }

    private Kind acceptEvent(Found found) {
        isTold &= hasStamp || headBytes.isEmpty() || in.offset() == begin;
        var known = log.probe.type();
        type = known == EventType.NONE ? log.types.unknown(log.probe.id()) : known;
        accept();
        stamped();
        if (found == Found.EVENT) {
            return Kind.EVENT;
        }
        log.types.countOdd(type, in.offset(), log.probe.length());
        return Kind.RAW;
    }

    private Kind acceptDropped() {
        isTold &= hasStamp || headBytes.isEmpty();
        accept();
        droppedCount = log.droppedCount(in);
        if (log.isVersion0()) {
            losses.droppedUnstamped(in.offset(), droppedCount, lastStamp());
        } else {
            losses.dropped(in.offset(), droppedCount, hasStamp ? lastTsNs : tsNs, tsNs);
            stamped();
        }
        return Kind.DROPPED;
    }

    private void accept() {
        tsNs = log.probe.tsNs();
        pid = log.probe.pid();
        payload = log.probe.payload();
        stride = log.probe.stride();
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

    /** The log that is being read. */
    LogHead head() {
        log.types.forgetOdd();
        return new LogHead(log.header, log.types);
    }

    /** Records kept with raw arguments that nothing was told of yet. */
    List<OddRecords> odd() {
        return log.types.odd();
    }

    /**
     * False of a part that the head of the log and its own bytes do not tell: another log begins in it, an event is named far
     * behind the head or anew, or it does not begin with an event.
     */
    boolean isTold() {
        return isTold;
    }

    /** Version of the file's first log. */
    LogVersion firstVersion() {
        return firstVersion;
    }

    /** Version of the log the current record is in. */
    LogVersion version() {
        return log.header.version();
    }

    ByteOrder order() {
        return log.header.order();
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
