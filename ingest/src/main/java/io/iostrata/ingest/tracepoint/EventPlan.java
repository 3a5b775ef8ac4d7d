package io.iostrata.ingest.tracepoint;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IntColumn;

/**
 * How the records of one event become rows, compiled of the event's description. The rows have the names and values that
 * the text decoder finds in the kernel's text of the same event.
 */
public final class EventPlan {
    private final EventFormat format;
    private final int event;
    private final int pidOffset;
    private final int minimumSize;
    private final Body body;

    /** Appends the row of a record: begins it and fills it in, up to its end. */
    @FunctionalInterface
    interface Body {
        void append(EventRecord event, EventBatch batch, long seq);
    }

    EventPlan(EventFormat format, int event, Body body) {
        this.format = format;
        this.event = event;
        this.body = body;
        pidOffset = format.field("common_pid").map(EventField::offset).orElse(-1);
        minimumSize = format.minimumSize();
    }

    public EventFormat format() {
        return format;
    }

    /**
     * Begins a row and fills in what the record tells but its task; the caller adds time, CPU and task, and ends it.
     * False for a record that is shorter than the description says: its row has nothing but the event.
     */
    public boolean begin(EventRecord record, EventBatch batch, long seq) {
        boolean fits = record.size() >= minimumSize;
        if (fits) {
            body.append(record, batch, seq);
        } else {
            batch.begin(seq, event);
        }
        return fits;
    }

    /** The thread that the event happened in; negative where the description has none. */
    public int tid(EventRecord record) {
        return pidOffset < 0 ? -1 : record.s32(pidOffset);
    }

    /** A body of slots, in a row named for the event. */
    static Body slots(int event, Slot[] slots) {
        return (record, batch, seq) -> {
            batch.begin(seq, event);
            for (var slot : slots) {
                slot.append(record, batch);
            }
        };
    }

    /** A body named for the function at {@code address}, with its caller. */
    static Body function(Expression.Numeric address, Expression.Numeric parent, Symbols symbols) {
        return (record, batch, seq) -> {
            batch.begin(seq, symbols.name(address.of(record), batch.names()));
            batch.set(IntColumn.CALLER, symbols.name(parent.of(record), batch.names()));
        };
    }
}
