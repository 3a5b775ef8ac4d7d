package io.iostrata.jobs.dump;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.LongColumn;
import java.io.IOException;

/** Events as a line each for people: stamp (ns, or ticks), comm-tid, event, arguments. */
final class PlainLines implements EventLines {
    private final Appendable out;

    PlainLines(Appendable out) {
        this.out = out;
    }

    @Override
    public void row(EventBatch batch, int row) throws IOException {
        out.append(stamp(batch, row)).append(' ');
        var comm = EventText.name(batch, IntColumn.COMM, row);
        if (batch.isSet(IntColumn.TID, row)) {
            out.append(comm)
                    .append('-')
                    .append(Integer.toString(batch.get(IntColumn.TID, row)))
                    .append(' ');
        }
        out.append(EventText.name(batch, IntColumn.EVENT, row));
        for (var argument : EventText.arguments(batch, row).entrySet()) {
            out.append(' ').append(argument.getKey()).append('=').append(argument.getValue());
        }
        out.append('\n');
    }

    @Override
    public void end() {}

    private static String stamp(EventBatch batch, int row) {
        if (batch.isSet(LongColumn.TS_NS, row)) {
            return Long.toString(batch.get(LongColumn.TS_NS, row));
        }
        return batch.isSet(LongColumn.TS_RAW, row) ? Long.toString(batch.get(LongColumn.TS_RAW, row)) : "-";
    }
}
