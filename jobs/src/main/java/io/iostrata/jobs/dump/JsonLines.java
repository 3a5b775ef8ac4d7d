package io.iostrata.jobs.dump;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.schemas.tables.EventTable;
import java.io.IOException;
import java.io.Writer;

/**
 * Events as one JSON object a line: seq, ts_ns, ts_raw, cpu, pid, tid, comm, event, args. All arguments are in args, those
 * with a column of their own too: pointers as 0x hex, numbers decimal, as text, so that u64 stays exact.
 */
final class JsonLines implements EventLines {
    private final JsonGenerator json;

    JsonLines(Writer out) throws IOException {
        json = new JsonFactory().createGenerator(out);
        json.setRootValueSeparator(new com.fasterxml.jackson.core.io.SerializedString("\n"));
    }

    @Override
    public void row(EventBatch batch, int row) throws IOException {
        json.writeStartObject();
        json.writeNumberField(EventTable.SEQ.name(), batch.get(LongColumn.SEQ, row));
        number(batch, LongColumn.TS_NS, row);
        number(batch, LongColumn.TS_RAW, row);
        number(batch, IntColumn.CPU, row);
        number(batch, IntColumn.PID, row);
        number(batch, IntColumn.TID, row);
        text(EventTable.COMM.name(), EventText.name(batch, IntColumn.COMM, row));
        json.writeStringField(EventTable.EVENT.name(), EventText.name(batch, IntColumn.EVENT, row));
        json.writeObjectFieldStart(EventTable.ARGS.name());
        for (var argument : EventText.arguments(batch, row).entrySet()) {
            json.writeStringField(argument.getKey(), argument.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    @Override
    public void end() throws IOException {
        json.writeRaw('\n');
        json.flush();
    }

    private void number(EventBatch batch, LongColumn column, int row) throws IOException {
        if (batch.isSet(column, row)) {
            json.writeNumberField(column.field().name(), batch.get(column, row));
        } else {
            json.writeNullField(column.field().name());
        }
    }

    private void number(EventBatch batch, IntColumn column, int row) throws IOException {
        if (batch.isSet(column, row)) {
            json.writeNumberField(column.field().name(), batch.get(column, row));
        } else {
            json.writeNullField(column.field().name());
        }
    }

    private void text(String name, String value) throws IOException {
        if (value.isEmpty()) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value);
        }
    }
}
