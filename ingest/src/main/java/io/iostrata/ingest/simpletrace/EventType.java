package io.iostrata.ingest.simpletrace;

import io.iostrata.ingest.simpletrace.EventDeclaration.Argument;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** An event id of one log: its name, how its records look, and how many did not look so. */
final class EventType {
    /** Bytes of a record before its arguments, from the event id on. */
    static final int RECORD_HEAD = 24;
    /** Length of records that differ in length. */
    static final int VARIABLE = -1;
    /** Stands for an id nobody knows. */
    static final EventType NONE = new EventType(-1, "", Optional.empty(), VARIABLE);

    private final long id;
    private final String name;
    private final Optional<EventDeclaration> declaration;
    private final boolean[] isString;
    private final int length;
    private Optional<ArgumentPlan> plan = Optional.empty();
    private ArgumentPlan fixedPlan = ArgumentPlan.NOT_FIXED;
    private long oddRecords;
    private long oddOffset;
    private long oddLength;

    private EventType(long id, String name, Optional<EventDeclaration> declaration, int length) {
        this.id = id;
        this.name = name;
        this.declaration = declaration;
        this.length = length;
        isString = new boolean[arguments().size()];
        for (int i = 0; i < isString.length; i++) {
            isString[i] = arguments().get(i).storage().isString();
        }
    }

    static EventType declared(long id, EventDeclaration declaration, LogVersion version) {
        if (version == LogVersion.V0) {
            return new EventType(id, declaration.name(), Optional.of(declaration.inVersion0()), version.headerBytes());
        }
        int length = declaration.hasStrings()
                ? VARIABLE
                : RECORD_HEAD + 8 * declaration.arguments().size();
        return new EventType(id, declaration.name(), Optional.of(declaration), length);
    }

    static EventType undeclared(long id, String name) {
        return new EventType(id, name, Optional.empty(), VARIABLE);
    }

    static EventType unknown(long id) {
        return undeclared(id, "unknown_" + Long.toUnsignedString(id));
    }

    long id() {
        return id;
    }

    String name() {
        return name;
    }

    boolean isDeclared() {
        return declaration.isPresent();
    }

    /** In the order they are stored; none where undeclared. */
    List<Argument> arguments() {
        return declaration.map(EventDeclaration::arguments).orElse(List.of());
    }

    /** Bytes of every record from its event id on, or {@link #VARIABLE}. */
    int length() {
        return length;
    }

    /**
     * Bytes the record's arguments take by the declaration, read at {@code from}; {@link #VARIABLE} where a string
     * reaches beyond {@code to}.
     */
    int argumentBytes(byte[] bytes, int from, int to, ByteOrder order) {
        int at = from;
        for (boolean string : isString) {
            int left = to - at;
            if (left < (string ? 4 : 8)) {
                return VARIABLE;
            }
            int text = string ? LogHeader.u32(bytes, at, order) : 4;
            if (text < 0 || text > left - 4) {
                return VARIABLE;
            }
            at += 4 + text;
        }
        return at - from;
    }

    /** How the decoder turns the arguments into columns; empty before the first event. */
    Optional<ArgumentPlan> plan() {
        return plan;
    }

    /** The plan, if it is made and all arguments are numbers; else {@link ArgumentPlan#NOT_FIXED}. */
    ArgumentPlan fixedPlan() {
        return fixedPlan;
    }

    void plan(ArgumentPlan made) {
        plan = Optional.of(made);
        fixedPlan = made.isFixed() ? made : ArgumentPlan.NOT_FIXED;
    }

    /** Counts a record that is kept with raw arguments. */
    void countOdd(long offset, long recordLength) {
        if (oddRecords == 0) {
            oddOffset = offset;
            oddLength = recordLength;
        }
        oddRecords++;
    }

    /** True if one of its records was kept with raw arguments. */
    boolean isOdd() {
        return oddRecords > 0;
    }

    /** Its records that were kept with raw arguments. */
    OddRecords oddRecords() {
        return new OddRecords(id, name, isDeclared(), length, oddOffset, oddLength, oddRecords);
    }

    /** Counts no such record any more. */
    void forgetOdd() {
        oddRecords = 0;
    }
}
