package io.iostrata.ingest.ctf;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.util.Optional;

/**
 * The events of one stream file, one after the other, as its trace's metadata declares them:
 *
 * <pre>
 * file   := { packet }
 * packet := header context { event } padding     content_size bits without the padding, packet_size with it
 * event  := header [ stream context ] [ context ] fields
 * </pre>
 *
 * <p>What is no event ends the reading of its packet; what is no packet ends that of the file.
 */
final class StreamFile {
    static final int MAGIC = 0xc1fc1fc1;

    /** No tracer's events, nor packet headers, are longer. */
    private static final int WINDOW = 1 << 18;

    private static final long LARGEST_BITS = 1L << 50;

    /** A file and where its trouble goes. */
    record Source(ByteCursor in, IssueLog issues) {}

    private final ByteCursor in;
    private final TracePlan trace;
    private final IssueLog issues;
    private final BitCursor bits;
    private final Row row;
    private final PacketLosses losses;
    private Optional<StreamPlan> plan = Optional.empty();
    private EventPlan event;
    private long packetBegin;
    private long packetBits;
    private long contentBits;
    private boolean isInPacket;
    private boolean isCut;
    private long eventBegin;
    private long timeNs;

    StreamFile(Source source, TracePlan trace, Row row) {
        in = source.in;
        issues = source.issues;
        this.trace = trace;
        this.row = row;
        bits = new BitCursor(trace.registers());
        losses = new PacketLosses(in, issues);
        event = new EventPlan(0, (a, b) -> {}, (a, b) -> {}, (a, b) -> {});
    }

    /** True for bytes that begin with the magic of a packet, in either byte order. */
    static boolean recognises(byte[] head) {
        return head.length >= 4
                && ((int) ByteCursor.INT_LE.get(head, 0) == MAGIC || (int) ByteCursor.INT_BE.get(head, 0) == MAGIC);
    }

    ByteCursor in() {
        return in;
    }

    long lost() {
        return losses.lost();
    }

    /** Time of the current event, ns; that of the one before it where it has none. */
    long timeNs() {
        return timeNs;
    }

    /** Moves to the next event, behind its header; false at the end of the file. */
    boolean next() throws IOException {
        while (true) {
            if (isInPacket && bits.bit() < contentBits && !(isEndless() && in.atEnd())) {
                if (readHeader()) {
                    return true;
                }
            } else if (isInPacket) {
                leavePacket();
            } else if (in.atEnd()) {
                return false;
            } else {
                enterPacket();
            }
        }
    }

    /** Appends the current event; nothing but an issue where its bytes are none. Returns how many rows. */
    int append(EventBatch batch, long seq) throws IOException {
        var stream = plan.orElseThrow();
        row.begin(seq, event.event());
        try {
            event.read(bits, row);
            bits.need(0);
            if (bits.bit() == eventBegin) {
                throw new BadEventException("an event of no bits, expected at least one");
            }
        } catch (BadEventException bad) {
            batch.cancel();
            leaveBadPacket(bad);
            return 0;
        }
        if (stream.clock().isPresent()) {
            batch.set(LongColumn.TS_NS, timeNs);
            if (!stream.clock().get().isPlain()) {
                batch.set(LongColumn.TS_RAW, bits.clock());
            }
        }
        if (stream.packet().cpu() >= 0) {
            row.cpu((int) bits.register(stream.packet().cpu()));
        }
        row.end();
        in.advance((int) (packetBegin + (bits.bit() >>> 3) - in.offset()));
        return 1;
    }

    private boolean readHeader() throws IOException {
        var stream = plan.orElseThrow();
        long passed = in.offset() - packetBegin;
        look((int) Math.min(WINDOW, (contentBits - 8 * passed + 7) >>> 3));
        eventBegin = bits.bit();
        bits.eventId(0);
        try {
            stream.eventHeader().read(bits, row);
            bits.need(0);
        } catch (BadEventException bad) {
            leaveBadPacket(bad);
            return false;
        }
        var found = stream.events().find(bits.eventId());
        if (found.isEmpty()) {
            var id = Long.toUnsignedString(bits.eventId());
            leaveBadPacket(
                    BadEventException.unknown("event id " + id + " without a declaration, expected a declared one"));
            return false;
        }
        event = found.get();
        timeNs = stream.clock().isPresent() ? stream.clock().get().ns(bits.clock()) : timeNs;
        return true;
    }

    private boolean isEndless() {
        return packetBits == LARGEST_BITS;
    }

    /** Makes bytes from the cursor on readable, as many as there are. */
    private void look(int want) throws IOException {
        int have = in.buffered(want);
        long passed = in.offset() - packetBegin;
        isCut = have < want;
        bits.bytes(in.buffer(), in.position(), passed);
        bits.limit(Math.min(contentBits, 8 * (passed + have)));
    }

    private void enterPacket() throws IOException {
        packetBegin = in.offset();
        contentBits = LARGEST_BITS;
        packetBits = LARGEST_BITS;
        bits.bit(0);
        look(WINDOW);
        try {
            trace.packetHeader().read(bits, row);
            checkMagic();
            long id = trace.streamId() == TracePlan.NONE ? 0 : bits.register(trace.streamId());
            plan = trace.stream(id);
            if (plan.isEmpty()) {
                throw BadEventException.unknown("stream " + id + " without a declaration, expected a declared one");
            }
            plan.get().packetContext().read(bits, row);
            bits.need(0);
            readSizes(plan.get().packet());
        } catch (BadEventException bad) {
            leaveBadPacket(bad);
            return;
        }
        isInPacket = true;
        int begin = plan.get().packet().begin();
        bits.clock(begin >= 0 ? bits.register(begin) : 0);
        losses.check(packetBegin, plan.get(), bits);
        in.advance((int) (bits.bit() >>> 3));
    }

    private void checkMagic() throws BadEventException {
        int magic = trace.magic() == TracePlan.NONE ? MAGIC : (int) bits.register(trace.magic());
        if (magic != MAGIC) {
            throw new BadEventException("packet magic 0x%x, expected 0x%x".formatted(magic, MAGIC));
        }
    }

    /** A packet that does not state its size reaches to the end of the file. */
    private void readSizes(StreamPlan.PacketFields packet) throws BadEventException {
        long wanted = packet.packetSize() >= 0 ? bits.register(packet.packetSize()) : LARGEST_BITS;
        long content = packet.contentSize() >= 0 ? bits.register(packet.contentSize()) : wanted;
        long size = packet.packetSize() >= 0 ? wanted : content;
        boolean isStated = packet.packetSize() >= 0 || packet.contentSize() >= 0;
        boolean isWhole = size % 8 == 0 && size >= bits.bit() && size < LARGEST_BITS;
        packetBits = isWhole ? size : LARGEST_BITS;
        if ((isStated && !isWhole) || content < bits.bit() || content > size) {
            throw new BadEventException("content of %s bits in a packet of %s, expected header <= content <= packet"
                    .formatted(Long.toUnsignedString(content), Long.toUnsignedString(size)));
        }
        contentBits = content;
    }

    /** Passes the padding; the last packet of a trace that was cut may lack some. */
    private void leavePacket() throws IOException {
        isInPacket = false;
        long left = isEndless() ? 0 : packetBegin + packetBits / 8 - in.offset();
        while (left > 0 && !in.atEnd()) {
            int here = (int) Math.min(left, in.limit() - in.position());
            in.advance(here);
            left -= here;
        }
        if (left > 0) {
            var message = "%s@0x%x: the file ends %d bytes before the packet, expected all of it";
            issues.add(
                    packetBegin,
                    IssueKind.TRUNCATED,
                    Severity.WARNING,
                    message.formatted(in.file(), packetBegin, left));
        }
    }

    /** Skips the rest of the packet: where events begin in it only its events tell. */
    private void leaveBadPacket(BadEventException bad) throws IOException {
        isInPacket = false;
        row.abandon();
        long at = in.offset();
        long skipped = isEndless() ? in.skipToEnd() : in.skip(packetBegin + packetBits / 8 - at);
        boolean isTail = isCut && bad.kind() == IssueKind.TRUNCATED;
        var message = isTail
                ? "%s@0x%x: the file ends in a packet, expected all of it; %d bytes skipped"
                        .formatted(in.file(), at, skipped)
                : "%s@0x%x: %s; %d bytes skipped".formatted(in.file(), at, bad.getMessage(), skipped);
        issues.add(new Issue(
                at,
                isTail || bad.kind() != IssueKind.TRUNCATED ? bad.kind() : IssueKind.MALFORMED,
                isTail ? Severity.WARNING : Severity.ERROR,
                isTail ? 1 : Math.max(1, skipped),
                Optional.empty(),
                message));
    }
}
