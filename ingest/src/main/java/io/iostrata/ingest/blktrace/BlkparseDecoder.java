package io.iostrata.ingest.blktrace;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.bytes.LineCursor;
import io.iostrata.ingest.bytes.Utf8;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.TraceDecoder;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * What blkparse prints by default (blkparse 1.2, blkparse_fmt.c): events as {@link BlkparseLine} has them, the same rows
 * as those of the binary files, then its statistics. Times are ns since the first event.
 */
public final class BlkparseDecoder implements TraceDecoder {
    private static final int EXCERPT = 60;
    /** Lines looked at, of which the first may be notices. */
    private static final int LINES = 30;

    private static final int EVENTS = 4;

    private final ByteCursor in;
    private final LineCursor lines;
    private final IssueLog issues;
    private final BlockRows rows;
    private final BlkparseLine line = new BlkparseLine();
    private final BlockRecord record = new BlockRecord();
    private boolean hasEvents;
    private boolean isStatistics;

    public BlkparseDecoder(DecodeInput input) {
        in = input.in();
        lines = new LineCursor(in);
        issues = input.issues();
        rows = new BlockRows(input.names());
    }

    /** True for text whose lines from the first event on are events, or the statistics after them. */
    public static boolean recognises(Head head) {
        if (!head.isText()) {
            return false;
        }
        var events = head.lines(LINES).stream()
                .dropWhile(text -> !isEvent(text))
                .limit(EVENTS)
                .toList();
        return !events.isEmpty() && events.stream().allMatch(text -> isEvent(text) || isStatistics(text));
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        while (!batch.isFull()) {
            if (!lines.next()) {
                return false;
            }
            line(batch);
        }
        return true;
    }

    @Override
    public String format() {
        return "blkparse text";
    }

    @Override
    public long lostEvents() {
        return 0;
    }

    @Override
    public OptionalLong resolutionNs() {
        return hasEvents ? OptionalLong.of(1) : OptionalLong.empty();
    }

    private void line(EventBatch batch) {
        byte[] bytes = lines.buffer();
        if (line.read(bytes, lines.start(), lines.end(), record)) {
            rows.append(batch, record);
            hasEvents = true;
            isStatistics = false;
            return;
        }
        var text = Utf8.text(bytes, lines.start(), Math.min(lines.end(), lines.start() + EXCERPT));
        isStatistics |= isStatistics(text);
        if (hasEvents && !isStatistics && !text.isEmpty()) {
            unknown(text);
        }
    }

    private void unknown(String found) {
        in.countSkipped(lines.isTooLong() ? 0 : lines.length());
        var kind = lines.isTerminated() ? IssueKind.MALFORMED : IssueKind.TRUNCATED;
        var message = "%s@0x%x: '%s', expected an event".formatted(in.file(), lines.offset(), found);
        issues.add(lines.offset(), kind, Severity.WARNING, message);
    }

    private static boolean isEvent(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return new BlkparseLine().read(bytes, 0, bytes.length, new BlockRecord());
    }

    /** The tables at the end begin so; their sums follow from the events. */
    private static boolean isStatistics(String line) {
        return line.matches("(CPU ?\\d+|Total) \\(.*");
    }
}
