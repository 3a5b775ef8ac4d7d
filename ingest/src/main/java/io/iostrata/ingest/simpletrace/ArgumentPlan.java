package io.iostrata.ingest.simpletrace;

import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import java.nio.ByteOrder;
import java.util.EnumSet;

/**
 * Where each argument of an event goes, worked out once: into a column of its own (pointers as raw bits, integers with
 * their sign restored from the declared width) or among {@code args}. Of several arguments for one column the first has
 * it.
 */
final class ArgumentPlan {
    private final int event;
    /** The column of each argument; null for those among args. */
    private final LongColumn[] columns;

    private final int[] keys;
    private final int[] unusedBits;
    private final ArgKind[] kinds;

    private ArgumentPlan(int event, int arguments) {
        this.event = event;
        columns = new LongColumn[arguments];
        keys = new int[arguments];
        unusedBits = new int[arguments];
        kinds = new ArgKind[arguments];
    }

    static ArgumentPlan of(EventType type, Names names) {
        var plan = new ArgumentPlan(names.id(type.name()), type.arguments().size());
        var taken = EnumSet.noneOf(LongColumn.class);
        for (int i = 0; i < plan.columns.length; i++) {
            var argument = type.arguments().get(i);
            var column = argument.column().filter(taken::add);
            plan.columns[i] = column.orElse(null);
            plan.keys[i] = column.isPresent() ? 0 : names.id(argument.name());
            plan.unusedBits[i] = 64 - argument.storage().bits();
            plan.kinds[i] = argument.storage().kind();
        }
        return plan;
    }

    /** Number of the event's name. */
    int event() {
        return event;
    }

    /** Appends the arguments that stand in {@code bytes} from {@code from} on. */
    void append(EventBatch batch, byte[] bytes, int from, ByteOrder order) {
        int at = from;
        for (int i = 0; i < columns.length; i++) {
            if (kinds[i] == ArgKind.TEXT) {
                int end = at + 4 + LogHeader.u32(bytes, at, order);
                batch.arg(keys[i], bytes, at + 4, end);
                at = end;
            } else {
                appendNumber(batch, i, LogHeader.u64(bytes, at, order));
                at += 8;
            }
        }
    }

    private void appendNumber(EventBatch batch, int argument, long stored) {
        long value = stored << unusedBits[argument] >> unusedBits[argument];
        var column = columns[argument];
        if (column == null) {
            batch.arg(keys[argument], kinds[argument], value);
        } else {
            batch.set(column, value);
        }
    }
}
