package io.iostrata.ingest.simpletrace;

import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.format.NumberCells;
import io.iostrata.ingest.format.NumberCells.Cell;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where each argument of an event goes, worked out once: into a column of its own (pointers as raw bits, integers with
 * their sign restored from the declared width) or among {@code args}. Of several arguments for one column the first has
 * it.
 */
final class ArgumentPlan {
    /** Of records whose arguments differ in length, or are not known. */
    static final ArgumentPlan NOT_FIXED = new ArgumentPlan(0, EventType.VARIABLE, 0);

    private final int event;
    private final int length;
    /** The column of each argument; null for those among args. */
    private final LongColumn[] columns;

    private final int[] keys;
    private final int[] unusedBits;
    private final ArgKind[] kinds;
    private NumberCells numbers = new NumberCells(0, List.of(), List.of());

    private ArgumentPlan(int event, int length, int arguments) {
        this.event = event;
        this.length = length;
        columns = new LongColumn[arguments];
        keys = new int[arguments];
        unusedBits = new int[arguments];
        kinds = new ArgKind[arguments];
    }

    /** Of a type of a log of that version. */
    static ArgumentPlan of(EventType type, LogVersion version, Names names) {
        var plan = new ArgumentPlan(
                names.id(type.name()), type.length(), type.arguments().size());
        var taken = EnumSet.noneOf(LongColumn.class);
        for (int i = 0; i < plan.columns.length; i++) {
            var argument = type.arguments().get(i);
            var column = argument.column().filter(taken::add);
            plan.columns[i] = column.orElse(null);
            plan.keys[i] = column.isPresent() ? 0 : names.id(argument.name());
            plan.unusedBits[i] = 64 - argument.storage().bits();
            plan.kinds[i] = argument.storage().kind();
        }
        if (plan.isFixed()) {
            plan.numbers = plan.cells(version.hasPid() ? List.of(IntColumn.PID) : List.of());
        }
        return plan;
    }

    private NumberCells cells(List<IntColumn> others) {
        var cells = IntStream.range(0, columns.length)
                .mapToObj(i -> new Cell(Optional.ofNullable(columns[i]), keys[i], kinds[i], unusedBits[i]))
                .toList();
        return new NumberCells(event, others, cells);
    }

    /** Number of the event's name. */
    int event() {
        return event;
    }

    /** Bytes of every record from its event id on; {@link EventType#VARIABLE} where they differ. */
    int length() {
        return length;
    }

    /** True where all arguments are numbers of declared records: {@link #numbers} has them. */
    boolean isFixed() {
        return length != EventType.VARIABLE;
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

    /** The arguments of records that are all numbers. */
    NumberCells numbers() {
        return numbers;
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
