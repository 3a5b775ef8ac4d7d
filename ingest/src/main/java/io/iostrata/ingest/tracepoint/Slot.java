package io.iostrata.ingest.tracepoint;

import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.tracepoint.FieldValue.Sign;

/** What one name of an event's row gets of each record. The common kinds need no virtual call. */
final class Slot {
    private static final FieldValue NO_FIELD = FieldValue.of(0, 8, Sign.SIGNED);

    private final Kind kind;
    private final FieldValue field;
    private final LongColumn column;
    private final int key;
    private final ArgKind argKind;
    private final Filler filler;

    private enum Kind {
        /** A field to a column. */
        COLUMN,
        /** A field to an argument. */
        ARGUMENT,
        OTHER
    }

    /** Fills in a part of a row. */
    @FunctionalInterface
    interface Filler {
        void append(EventRecord event, EventBatch batch);
    }

    private Slot(Kind kind, FieldValue field, LongColumn column, int key, ArgKind argKind, Filler filler) {
        this.kind = kind;
        this.field = field;
        this.column = column;
        this.key = key;
        this.argKind = argKind;
        this.filler = filler;
    }

    static Slot of(Filler filler) {
        return new Slot(Kind.OTHER, NO_FIELD, LongColumn.RET, 0, ArgKind.HEX, filler);
    }

    /** A column of its own. */
    static Slot column(LongColumn column, Expression.Numeric number) {
        if (number instanceof FieldValue value) {
            return new Slot(Kind.COLUMN, value, column, 0, ArgKind.HEX, (event, batch) -> {});
        }
        return of((event, batch) -> batch.set(column, number.of(event)));
    }

    static Slot argument(int key, ArgKind kind, Expression.Numeric number) {
        if (number instanceof FieldValue value) {
            return new Slot(Kind.ARGUMENT, value, LongColumn.RET, key, kind, (event, batch) -> {});
        }
        return of((event, batch) -> batch.arg(key, kind, number.of(event)));
    }

    /** An argument that is text; none where that is empty. */
    static Slot text(int key, Expression.Textual text, TextBuffer scratch) {
        return of((event, batch) -> {
            scratch.clear();
            text.append(event, scratch);
            if (scratch.length() > 0) {
                batch.arg(key, scratch.bytes(), 0, scratch.length());
            }
        });
    }

    /** An argument that is text which repeats; none where that is empty. */
    static Slot text(int key, RepeatedText text) {
        return of((event, batch) -> text.append(key, event, batch));
    }

    /** An array of characters as it stands in the record, up to its first NUL; none where that is empty. */
    static Slot string(int key, EventField field) {
        return of((event, batch) -> {
            byte[] bytes = event.bytes();
            int begin = event.from() + event.begin(field);
            int end = event.from() + event.end(field);
            int at = begin;
            while (at < end && bytes[at] != 0) {
                at++;
            }
            if (at > begin) {
                batch.arg(key, bytes, begin, Math.min(at, begin + TextBuffer.MOST));
            }
        });
    }

    void append(EventRecord event, EventBatch batch) {
        switch (kind) {
            case COLUMN -> batch.set(column, field.of(event));
            case ARGUMENT -> batch.arg(key, argKind, field.of(event));
            case OTHER -> filler.append(event, batch);
        }
    }
}
