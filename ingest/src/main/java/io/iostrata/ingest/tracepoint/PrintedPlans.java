package io.iostrata.ingest.tracepoint;

import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.ftracetext.EventForms;
import io.iostrata.ingest.ftracetext.PrintedText;
import io.iostrata.ingest.tracepoint.EventPlan.Body;
import java.util.List;
import java.util.Optional;

/**
 * Rows that follow from how the kernel prints an event: the print format is laid beside the forms that the text decoder
 * knows, each slot of the form then gets the argument that is printed there. What cannot be laid side by side once for
 * all records is printed, record by record, and read by the text decoder.
 */
final class PrintedPlans {
    private final Names names;
    private final Symbols symbols;

    private final RepeatedText.Memory memory;

    PrintedPlans(Names names, Symbols symbols, RepeatedText.Memory memory) {
        this.memory = memory;
        this.names = names;
        this.symbols = symbols;
    }

    Body body(EventFormat format, int event, PrintPieces pieces) {
        var slots = new PrintedSlots(names, symbols, pieces, memory);
        var forms = EventForms.printed(format.name());
        if (forms.isEmpty()) {
            return slots.selfDescribing()
                    .map(all -> EventPlan.slots(event, all))
                    .orElseGet(() -> printed(event, slots));
        }
        return ofForms(format.name(), slots, forms)
                .map(all -> EventPlan.slots(event, all))
                .or(() -> pieces.tail().flatMap(tail -> withTail(format.name(), event, pieces, tail)))
                .orElseGet(() -> printed(event, slots));
    }

    /** A format that ends in a note that is mostly empty: slots without it, the text where there is one. */
    private Optional<Body> withTail(String name, int event, PrintPieces pieces, Conversion tail) {
        var slots = new PrintedSlots(names, symbols, pieces.withoutTail(), memory);
        var printed = printed(event, new PrintedSlots(names, symbols, pieces, memory));
        var note = RepeatedText.of(tail.fields(), tail.value().text(), memory);
        return note.flatMap(
                text -> ofForms(name, slots, EventForms.printed(name)).map(all -> {
                    var plain = EventPlan.slots(event, all);
                    return (record, batch, seq) -> (text.isEmpty(record) ? plain : printed).append(record, batch, seq);
                }));
    }

    private static Optional<Slot[]> ofForms(String event, PrintedSlots slots, List<String> forms) {
        for (var form : forms) {
            var fitted = slots.ofForm(form, EventForms.isBlock(event));
            if (fitted.isPresent()) {
                return fitted;
            }
        }
        return Optional.empty();
    }

    private Body printed(int event, PrintedSlots slots) {
        var reader = new PrintedText(names);
        var text = new TextBuffer();
        var whole = slots.whole();
        return (record, batch, seq) -> {
            text.clear();
            whole.append(record, text);
            reader.append(batch, seq, event, text.bytes(), text.length());
        };
    }
}
