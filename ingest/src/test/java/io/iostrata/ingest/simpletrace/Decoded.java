package io.iostrata.ingest.simpletrace;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.bytes.MalformedTraceException;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.apache.arrow.memory.RootAllocator;

/**
 * What a log decodes to.
 *
 * @param rows {@code event | ts_ns | pid | columns and args}, one line each
 * @param end offset the reader came to
 */
record Decoded(
        String rows,
        List<Issue> issues,
        SimpleTraceDecoder decoder,
        long end,
        long skipped,
        Optional<MalformedTraceException> malformed) {
    static final String FILE = "qemu.trace";

    static Decoded of(byte[] log, String declarations) {
        return of(log, declarations(declarations));
    }

    static Optional<Declarations> declarations(String text) {
        return Optional.of(new Declarations("trace-events", text.getBytes(StandardCharsets.UTF_8)));
    }

    static Decoded of(byte[] log, Optional<Declarations> declarations) {
        try (var allocator = new RootAllocator();
                var batch = new EventBatch(allocator, new Names())) {
            return of(log, declarations, batch);
        }
    }

    /** For many logs: a batch is large. */
    static Decoded of(byte[] log, Optional<Declarations> declarations, EventBatch batch) {
        var issues = new IssueLog();
        var in = new ByteCursor(FILE, new ByteArrayInputStream(log));
        var decoder =
                new SimpleTraceDecoder(new DecodeInput(in, batch.names(), issues, declarations, Optional.empty()));
        var lines = new ArrayList<String>();
        var malformed = fill(decoder, batch, lines);
        var rows = String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
        return new Decoded(rows, issues.rows(), decoder, in.offset(), in.skippedBytes(), malformed);
    }

    private static Optional<MalformedTraceException> fill(
            SimpleTraceDecoder decoder, EventBatch batch, List<String> lines) {
        try {
            boolean isMore = true;
            while (isMore) {
                batch.reset();
                isMore = decoder.read(batch);
                for (int row = 0; row < batch.rows(); row++) {
                    lines.add(line(batch, row));
                }
            }
            return Optional.empty();
        } catch (MalformedTraceException malformed) {
            return Optional.of(malformed);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String line(EventBatch batch, int row) {
        var values = new StringJoiner(" ");
        for (var column : LongColumn.values()) {
            if (column.compareTo(LongColumn.VDEV) >= 0 && batch.isSet(column, row)) {
                values.add(column.field().name() + "=" + batch.get(column, row));
            }
        }
        for (int arg = batch.argBegin(row); arg < batch.argEnd(row); arg++) {
            values.add("{%s=%s}".formatted(batch.names().name(batch.argKey(arg)), batch.argText(arg)));
        }
        var pid = batch.isSet(IntColumn.PID, row) ? Integer.toString(batch.get(IntColumn.PID, row)) : "-";
        var event = batch.names().name(batch.get(IntColumn.EVENT, row));
        return "%s | %d | %s | %s".formatted(event, batch.get(LongColumn.TS_NS, row), pid, values);
    }

    /** {@code kind severity count from..to message}, one line each. */
    String issueLines() {
        var lines = new StringBuilder();
        for (var issue : issues) {
            var during = issue.during().map(time -> " " + time.from() + ".." + time.to());
            lines.append("%s %s %d%s %s%n"
                    .formatted(issue.kind(), issue.severity(), issue.count(), during.orElse(""), issue.message()));
        }
        return lines.toString();
    }

    static byte[] cut(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }
}
