package io.iostrata.jobs.dump;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.LongColumn;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The parts of an event as text. */
final class EventText {
    private static final Set<LongColumn> POINTERS = EnumSet.of(
            LongColumn.VDEV, LongColumn.VQ, LongColumn.REQ, LongColumn.ELEM, LongColumn.ACB, LongColumn.PORT);
    private static final Set<LongColumn> NOT_ARGUMENTS = EnumSet.range(LongColumn.SEQ, LongColumn.TS_RAW);

    private EventText() {}

    /** The name, or nothing where there is none. */
    static String name(EventBatch batch, IntColumn column, int row) {
        return batch.isSet(column, row) ? batch.names().name(batch.get(column, row)) : "";
    }

    /** Every argument: those with a column of their own first, then the others in order. */
    static Map<String, String> arguments(EventBatch batch, int row) {
        var arguments = new LinkedHashMap<String, String>();
        for (var column : EnumSet.complementOf(EnumSet.copyOf(NOT_ARGUMENTS))) {
            if (batch.isSet(column, row)) {
                arguments.put(column.field().name(), number(column, batch.get(column, row)));
            }
        }
        var caller = name(batch, IntColumn.CALLER, row);
        if (!caller.isEmpty()) {
            arguments.put(IntColumn.CALLER.field().name(), caller);
        }
        for (int arg = batch.argBegin(row); arg < batch.argEnd(row); arg++) {
            arguments.put(batch.names().name(batch.argKey(arg)), batch.argText(arg));
        }
        return arguments;
    }

    private static String number(LongColumn column, long value) {
        return POINTERS.contains(column) ? "0x" + Long.toHexString(value) : Long.toString(value);
    }
}
