package io.iostrata.ingest.tracepoint;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.tracepoint.EventPlan.Body;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Records that tracers write themselves (kernel/trace/trace_entries.h), as the text decoder shows them: the function
 * tracer's are named for the function, markers have their text, stacks their symbols, innermost first.
 */
final class TracerPlans {
    private static final String MARKER = "tracing_mark_write";
    private static final int MOST_FRAMES = 512;
    private static final byte[] ENTRY = {'e', 'n', 't', 'r', 'y'};
    private static final byte[] EXIT = {'e', 'x', 'i', 't'};

    private final Names names;
    private final int longSize;
    private final Symbols symbols;
    private final Markers markers;

    TracerPlans(Names names, int longSize, Symbols symbols, Markers markers) {
        this.markers = markers;
        this.names = names;
        this.longSize = longSize;
        this.symbols = symbols;
    }

    /** Empty for any other event, and where a field is not there. */
    Optional<Body> body(EventFormat format) {
        return switch (format.name()) {
            case "function" -> function(format);
            case "print" -> format.field("buf").map(text -> printed(format, text));
            case "kernel_stack", "user_stack" -> format.field("caller").map(caller -> stack(format.name(), caller));
            case "funcgraph_entry" -> number(format, "func").map(function -> graph(function, ENTRY));
            case "funcgraph_exit" -> number(format, "func").map(function -> graph(function, EXIT));
            default -> Optional.empty();
        };
    }

    private static Optional<Expression.Numeric> number(EventFormat format, String field) {
        return format.field(field)
                .filter(found -> found.shape() == EventField.Shape.NUMBER)
                .map(ExpressionParser::number);
    }

    private Optional<Body> function(EventFormat format) {
        var address = number(format, "ip");
        var parent = number(format, "parent_ip");
        return address.isEmpty() || parent.isEmpty()
                ? Optional.empty()
                : Optional.of(EventPlan.function(address.get(), parent.get(), symbols));
    }

    /** A text, named for the function that printed it; a marker where that is the kernel's for markers, or unknown. */
    private Body printed(EventFormat format, EventField field) {
        int marker = names.id(MARKER);
        int key = names.id("text");
        var address = number(format, "ip").orElse(record -> 0);
        var text = new TextBuffer();
        return (record, batch, seq) -> {
            text.clear();
            record.text(field, text);
            boolean isTerminated = text.length() > 0 && text.bytes()[text.length() - 1] == '\n';
            int length = text.length() - (isTerminated ? 1 : 0);
            int printer = printer(address.of(record), batch.names(), marker);
            if (printer == marker && markers.begin(batch, seq, text.bytes(), 0, length)) {
                return;
            }
            batch.begin(seq, printer);
            if (length > 0) {
                batch.arg(key, text.bytes(), 0, length);
            }
        };
    }

    private int printer(long address, Names known, int marker) {
        int function = symbols.name(address, known);
        var name = known.name(function);
        return name.startsWith("0x") || name.startsWith(MARKER) ? marker : function;
    }

    private Body stack(String name, EventField callers) {
        int event = names.id(name);
        int key = names.id("stack");
        var text = new TextBuffer();
        return (record, batch, seq) -> {
            batch.begin(seq, event);
            text.clear();
            frames(record, callers, batch, text);
            if (text.length() > 0) {
                batch.arg(key, text.bytes(), 0, text.length());
            }
        };
    }

    private void frames(EventRecord record, EventField callers, EventBatch batch, TextBuffer text) {
        int end = Math.min(record.end(callers), record.begin(callers) + MOST_FRAMES * longSize);
        for (int at = record.begin(callers); at + longSize <= end; at += longSize) {
            long address = record.number(at, longSize, false);
            if (address == 0 || address == -1) {
                continue;
            }
            if (text.length() > 0) {
                text.add('<');
                text.add('-');
            }
            int symbol = symbols.name(address, batch.names());
            text.add(batch.names().name(symbol).getBytes(StandardCharsets.UTF_8));
        }
    }

    private Body graph(Expression.Numeric function, byte[] edge) {
        int key = names.id("edge");
        return (record, batch, seq) -> {
            batch.begin(seq, symbols.name(function.of(record), batch.names()));
            batch.arg(key, edge, 0, edge.length);
        };
    }
}
