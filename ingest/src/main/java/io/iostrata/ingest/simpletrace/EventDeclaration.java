package io.iostrata.ingest.simpletrace;

import io.iostrata.ingest.format.LongColumn;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a trace-events file says of one event.
 *
 * @param arguments as stored, the hidden first one of {@code vcpu} events included
 * @param format what text output prints after the name: C string literals and macros as written; empty where not declared
 */
public record EventDeclaration(String name, boolean isDisabled, List<Argument> arguments, String format) {
    /** Arguments that a record of log version 0 has room for. */
    static final int V0_ARGUMENTS = 6;

    private static final Map<String, LongColumn> OTHER_NAMES = Map.of(
            "laiocb", LongColumn.ACB,
            "luringcb", LongColumn.ACB,
            "aiocb", LongColumn.ACB,
            "sector_num", LongColumn.SECTOR,
            "nbytes", LongColumn.BYTES);

    public EventDeclaration {
        arguments = List.copyOf(arguments);
    }

    /** A declared argument; {@code type} is the C type as declared, asterisks included. */
    public record Argument(String type, String name, ArgumentType storage) {
        static Argument of(String type, String name) {
            return new Argument(type, name, ArgumentType.of(type, name));
        }

        /** The column of its own that a number of that name goes to; pointers to control blocks are {@code acb}. */
        public static Optional<LongColumn> columnOf(String name) {
            return LongColumn.ofArgument(name).or(() -> Optional.ofNullable(OTHER_NAMES.get(name)));
        }

        /** The column its value goes to; empty where that is among args. */
        public Optional<LongColumn> column() {
            return storage.isString() ? Optional.empty() : columnOf(name);
        }

        private Argument asPointer() {
            return storage.isString() ? new Argument(type, name, ArgumentType.POINTER) : this;
        }
    }

    boolean hasStrings() {
        return arguments.stream().anyMatch(argument -> argument.storage().isString());
    }

    /** The same event as log version 0 stores it: six arguments at most, of strings the pointer. */
    EventDeclaration inVersion0() {
        var stored =
                arguments.stream().limit(V0_ARGUMENTS).map(Argument::asPointer).toList();
        return new EventDeclaration(name, isDisabled, stored, format);
    }
}
