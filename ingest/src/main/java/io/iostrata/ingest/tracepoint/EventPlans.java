package io.iostrata.ingest.tracepoint;

import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.tracepoint.Tokens.UnsupportedPrint;

/**
 * Compiles event descriptions of one file. In this order: the tracers' own records (function, print, stacks), system
 * calls, the events whose print format the text decoder knows by name, those whose print format describes itself, and
 * the fields as they are where a print format is beyond the grammar.
 */
public final class EventPlans {
    private final Names names;
    private final int longSize;
    private final Symbols symbols;
    private final Markers markers;
    private final RepeatedText.Memory memory = new RepeatedText.Memory();

    /** For records of a kernel with longs of {@code longSize} bytes. */
    public EventPlans(Names names, int longSize, Symbols symbols) {
        this(names, longSize, symbols, Markers.TEXTS);
    }

    public EventPlans(Names names, int longSize, Symbols symbols, Markers markers) {
        this.markers = markers;
        this.names = names;
        this.longSize = longSize;
        this.symbols = symbols;
    }

    public EventPlan plan(EventFormat format) {
        int event = names.id(format.name());
        var own = new TracerPlans(names, longSize, symbols, markers).body(format);
        return new EventPlan(format, event, own.orElseGet(() -> body(format, event)));
    }

    private EventPlan.Body body(EventFormat format, int event) {
        if (SyscallSlots.isSyscall(format)) {
            return EventPlan.slots(event, SyscallSlots.of(format, names));
        }
        try {
            var pieces = PrintPieces.of(format, longSize);
            return new PrintedPlans(names, symbols, memory).body(format, event, pieces);
        } catch (UnsupportedPrint beyond) {
            return EventPlan.slots(event, new FieldSlots(names, longSize).of(format));
        }
    }
}
