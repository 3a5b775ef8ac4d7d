package io.iostrata.ingest.simpletrace;

import java.util.List;

/**
 * What a trace-events file says of one event.
 *
 * @param arguments as stored, the hidden first one of {@code vcpu} events included
 */
record EventDeclaration(String name, boolean isDisabled, List<Argument> arguments) {
    /** Arguments that a record of log version 0 has room for. */
    static final int V0_ARGUMENTS = 6;

    EventDeclaration {
        arguments = List.copyOf(arguments);
    }

    /** A declared argument; {@code type} is the C type as declared, asterisks included. */
    record Argument(String type, String name, ArgumentType storage) {
        static Argument of(String type, String name) {
            return new Argument(type, name, ArgumentType.of(type, name));
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
        return new EventDeclaration(name, isDisabled, stored);
    }
}
