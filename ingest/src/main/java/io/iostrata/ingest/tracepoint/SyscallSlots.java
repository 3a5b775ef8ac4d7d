package io.iostrata.ingest.tracepoint;

import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.tracepoint.EventField.Shape;
import java.util.Optional;

/**
 * System calls: {@code ret} of an exit; each argument of an enter as recent kernels print it, below 10 in decimal and
 * else in hex, {@code fd} the signed number.
 */
final class SyscallSlots {
    private static final String ENTER = "sys_enter_";
    private static final String EXIT = "sys_exit_";
    private static final int LARGEST_DECIMAL = 9;

    private SyscallSlots() {}

    static boolean isSyscall(EventFormat format) {
        boolean exit = format.name().startsWith(EXIT) && result(format).isPresent();
        return format.name().startsWith(ENTER) || exit;
    }

    static Slot[] of(EventFormat format, Names names) {
        if (format.name().startsWith(EXIT)) {
            var ret = ExpressionParser.number(result(format).orElseThrow());
            return new Slot[] {Slot.column(LongColumn.RET, ret)};
        }
        return format.ownFields().stream()
                .filter(field ->
                        !field.name().equals("__syscall_nr") && !field.name().equals("nr_syscall"))
                .filter(field -> !(field.name().equals("nr") && field.size() == 4 && field.offset() <= 12))
                .limit(32)
                .map(field -> argument(field, names))
                .toArray(Slot[]::new);
    }

    private static Optional<EventField> result(EventFormat format) {
        return format.field("ret").filter(field -> field.shape() == Shape.NUMBER);
    }

    private static Slot argument(EventField field, Names names) {
        int key = names.id(field.name());
        if (field.shape() != Shape.NUMBER) {
            return Slot.string(key, field);
        }
        var number = ExpressionParser.number(field);
        if (field.name().equals("fd")) {
            return Slot.argument(key, ArgKind.DECIMAL, FieldValue.of(field).cut(32, FieldValue.Sign.SIGNED));
        }
        return Slot.of((event, batch) -> append(key, number.of(event), batch));
    }

    private static void append(int key, long value, EventBatch batch) {
        boolean small = value >= 0 && value <= LARGEST_DECIMAL;
        batch.arg(key, small ? ArgKind.DECIMAL : ArgKind.HEX, value);
    }
}
