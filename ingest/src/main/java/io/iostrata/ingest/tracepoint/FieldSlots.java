package io.iostrata.ingest.tracepoint;

import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;

/**
 * The fields of an event as they are, by the format's names: numbers to the column of that name, pointers and addresses
 * in hex, character arrays as text, other arrays as their bytes in hex.
 */
final class FieldSlots {
    private static final int MOST_BYTES = 4096;

    private final Names names;
    private final int longSize;

    FieldSlots(Names names, int longSize) {
        this.names = names;
        this.longSize = longSize;
    }

    Slot[] of(EventFormat format) {
        return format.ownFields().stream().limit(200).map(this::slot).toArray(Slot[]::new);
    }

    private Slot slot(EventField field) {
        int key = names.id(field.name());
        return switch (field.shape()) {
            case NUMBER -> number(key, field);
            case ARRAY, DATA_LOC, REL_LOC ->
                field.isText()
                        ? Slot.string(key, field)
                        : Slot.text(key, (event, out) -> elements(event, field, out), new TextBuffer());
        };
    }

    private static Slot number(int key, EventField field) {
        var number = ExpressionParser.number(field);
        var column = LongColumn.ofArgument(field.name());
        boolean pointer = field.isPointer();
        if (column.isPresent() && (pointer || column.get().compareTo(LongColumn.ACB) > 0)) {
            return Slot.column(column.get(), number);
        }
        return Slot.argument(key, pointer ? ArgKind.HEX : field.signed() ? ArgKind.DECIMAL : ArgKind.UNSIGNED, number);
    }

    private void elements(EventRecord event, EventField field, TextBuffer out) {
        int size = Math.max(1, field.elementSize(longSize));
        int end = Math.min(event.end(field), event.begin(field) + MOST_BYTES);
        for (int at = event.begin(field); at + size <= end; at += size) {
            if (out.length() > 0) {
                out.add(',');
            }
            Expression.printHex(event.number(at, size, false), out);
        }
    }
}
