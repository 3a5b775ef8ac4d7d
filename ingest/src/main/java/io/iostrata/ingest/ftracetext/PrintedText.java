package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.eventtext.EventRow;
import io.iostrata.ingest.eventtext.EventShape;
import io.iostrata.ingest.eventtext.KeyValues;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Names;
import java.util.Arrays;

/** Reads what a kernel prints of an event, without the line around it, for decoders of other formats. */
public final class PrintedText {
    private final EventRow row;
    private final Names names;
    private final KeyValues keyValues = new KeyValues();
    private EventShape[] shapes = new EventShape[16];

    public PrintedText(Names names) {
        this.names = names;
        row = new EventRow(names);
    }

    /** Begins a row of that event and fills in what the text says; the caller ends it. */
    public void append(EventBatch batch, long seq, int event, byte[] text, int length) {
        row.into(batch);
        row.begin(seq, event, text);
        shape(event).append(row, 0, length);
    }

    private EventShape shape(int event) {
        if (event >= shapes.length) {
            shapes = Arrays.copyOf(shapes, 2 * event);
        }
        if (shapes[event] == null) {
            shapes[event] = EventForms.of(names.name(event), names, keyValues);
        }
        return shapes[event];
    }
}
