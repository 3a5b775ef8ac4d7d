package io.iostrata.ingest.simpletrace;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.simpletrace.EventDeclaration.Argument;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A log as lines, the way QEMU 7.2's {@code scripts/simpletrace.py} prints it, in file order:
 *
 * <pre>
 * line := name " " delta { " " argument "=" value }
 * </pre>
 *
 * <p>{@code delta} is the time since the record before in µs with 3 decimals, {@code pid=} is the first argument from
 * version 3 on, numbers are hex of the u64, strings Python byte strings. Like the script, printing stops at an event
 * without a declaration. Other than the script, it steps over damage and reads concatenated files, and prints no record
 * that the end of the file cuts; a record that disagrees with its declaration shows {@code arg1}, {@code arg2}, ….
 */
public final class SimpleTraceText {
    private static final int CHUNK = 8192;

    private final ByteCursor in;
    private final IssueLog issues;
    private final RecordReader reader;
    private final StringBuilder text = new StringBuilder(2 * CHUNK);
    private long lastTsNs;
    private boolean hasLast;

    public SimpleTraceText(ByteCursor in, TraceEventsFile events, IssueLog issues) {
        this.in = in;
        this.issues = issues;
        reader = new RecordReader(in, events, issues, Optional.empty());
    }

    /** Prints the whole file; what is wrong with it goes to the issues. */
    public void print(Appendable out) throws IOException {
        try {
            while (printNext()) {
                if (text.length() > CHUNK) {
                    flush(out);
                }
            }
        } finally {
            flush(out);
        }
    }

    private boolean printNext() throws IOException {
        return switch (reader.next()) {
            case EVENT -> printEvent();
            case RAW -> reader.type().isDeclared() ? printRaw() : stop();
            case DROPPED -> printDropped();
            case END -> false;
        };
    }

    private boolean printEvent() {
        printHead(reader.type().name());
        int at = reader.payload();
        for (var argument : reader.type().arguments()) {
            at = printArgument(argument, at);
        }
        text.append('\n');
        return true;
    }

    private int printArgument(Argument argument, int at) {
        byte[] bytes = in.buffer();
        if (!argument.storage().isString()) {
            number(argument.name(), LogHeader.u64(bytes, at, reader.order()));
            return at + 8;
        }
        int end = at + 4 + LogHeader.u32(bytes, at, reader.order());
        text.append(' ').append(argument.name()).append('=');
        PythonText.appendBytes(text, bytes, at + 4, end);
        return end;
    }

    private boolean printRaw() {
        printHead(reader.type().name());
        int words = RawArguments.words(reader.payloadBytes());
        for (int i = 0; i < words; i++) {
            number("arg" + (i + 1), LogHeader.u64(in.buffer(), reader.payload() + 8 * i, reader.order()));
        }
        byte[] rest =
                RawArguments.rest(in.buffer(), reader.payload() + 8 * words, reader.payload() + reader.payloadBytes());
        if (rest.length > 0) {
            text.append(" rest=").append(new String(rest, StandardCharsets.US_ASCII));
        }
        text.append('\n');
        return true;
    }

    private boolean printDropped() {
        boolean isFixed = reader.version() == LogVersion.V0;
        printHead(isFixed ? "dropped" : "Dropped_Event");
        number(isFixed ? "count" : "num_events_dropped", reader.droppedCount());
        text.append('\n');
        return true;
    }

    private void printHead(String name) {
        long tsNs = reader.tsNs();
        text.append(name).append(' ');
        PythonText.appendMicroseconds(text, hasLast ? lastTsNs : tsNs, tsNs);
        if (reader.version().hasPid()) {
            text.append(" pid=").append(Integer.toUnsignedString(reader.pid()));
        }
        lastTsNs = tsNs;
        hasLast = true;
    }

    private void number(String name, long value) {
        text.append(' ').append(name).append("=0x").append(Long.toHexString(value));
    }

    private boolean stop() throws IOException {
        reader.finish();
        long at = in.offset();
        long left = in.skipToEnd();
        var message =
                "%s@0x%x: event %s has no declaration, %d bytes not printed; expected the trace-events file of this QEMU"
                        .formatted(in.file(), at, reader.type().name(), left);
        issues.add(new Issue(at, IssueKind.SKIPPED, Severity.ERROR, left, Optional.empty(), message));
        return false;
    }

    private void flush(Appendable out) throws IOException {
        out.append(text);
        text.setLength(0);
    }
}
