package io.iostrata.ingest.tracepoint;

import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.LongColumn;

/** What one name of an event's row gets of each record. */
@FunctionalInterface
interface Slot {
    void append(EventRecord event, EventBatch batch);

    /** A column of its own. */
    static Slot column(LongColumn column, Expression.Numeric number) {
        return (event, batch) -> batch.set(column, number.of(event));
    }

    static Slot argument(int key, ArgKind kind, Expression.Numeric number) {
        return (event, batch) -> batch.arg(key, kind, number.of(event));
    }

    /** An argument that is text; none where that is empty. */
    static Slot text(int key, Expression.Textual text, TextBuffer scratch) {
        return (event, batch) -> {
            scratch.clear();
            text.append(event, scratch);
            if (scratch.length() > 0) {
                batch.arg(key, scratch.bytes(), 0, scratch.length());
            }
        };
    }

    /** An array of characters as it stands in the record, up to its first NUL; none where that is empty. */
    static Slot string(int key, EventField field) {
        return (event, batch) -> {
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
        };
    }
}
