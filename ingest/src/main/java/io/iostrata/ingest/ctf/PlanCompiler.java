package io.iostrata.ingest.ctf;

import io.iostrata.ingest.bytes.MalformedTraceException;
import io.iostrata.ingest.ctf.CtfType.ArrayType;
import io.iostrata.ingest.ctf.CtfType.EnumType;
import io.iostrata.ingest.ctf.CtfType.FloatType;
import io.iostrata.ingest.ctf.CtfType.IntegerType;
import io.iostrata.ingest.ctf.CtfType.Order;
import io.iostrata.ingest.ctf.CtfType.StructType;
import io.iostrata.ingest.ctf.CtfType.VariantType;
import io.iostrata.ingest.ctf.Scope.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Turns types into readers: byte orders resolved, references turned into registers, every field given its slot. */
final class PlanCompiler {
    /** Fields of all events together, each use of a named type counted. */
    private static final int MOST_FIELDS = 1 << 19;

    private final MetadataText source;
    private final boolean isBigEndian;
    private int fields;
    private int registers;

    PlanCompiler(MetadataText source, Metadata metadata) {
        this.source = source;
        isBigEndian = metadata.isBigEndian();
    }

    /**
     * A field being compiled.
     *
     * @param path for references
     * @param name of its value, dotted; empty for a root and for elements
     * @param slots where values of that name go
     */
    record Field(String path, String name, Scope scope, Function<String, Slot> slots) {
        static Field root(String path, Scope scope, Function<String, Slot> slots) {
            return new Field(path, "", scope, slots);
        }

        Field member(String member) {
            var plain = member.startsWith("_") ? member.substring(1) : member;
            return new Field(path + "." + member, name.isEmpty() ? plain : name + "." + plain, scope, slots);
        }

        Field option(String option) {
            return new Field(path + "." + option, name, scope, slots);
        }

        Field element() {
            return new Field(path, "", scope, Slot::element);
        }

        Field unkept() {
            return new Field(path, name, scope, unused -> Slot.NOWHERE);
        }

        Slot slot() {
            return slots.apply(name);
        }
    }

    /** Registers handed out so far. */
    int registers() {
        return registers;
    }

    /** Number of a register that will hold the integer's value. */
    int registerOf(IntegerReader integer) {
        int register = integer.register(registers);
        registers = Math.max(registers, register + 1);
        return register;
    }

    FieldReader reader(CtfType type, Field field) throws MalformedTraceException {
        if (++fields > MOST_FIELDS) {
            throw source.malformed("more than %d fields in all events, expected fewer", MOST_FIELDS);
        }
        if (type instanceof IntegerType integer) {
            return integer(integer, field);
        } else if (type instanceof EnumType enumeration) {
            return enumeration(enumeration, field);
        } else if (type instanceof FloatType real) {
            return new FloatReader(real, isBigEndian(real.order()), field.slot());
        } else if (type instanceof StructType struct) {
            return struct(struct, field);
        } else if (type instanceof VariantType variant) {
            return variant(variant, field);
        } else if (type instanceof ArrayType array) {
            return array(array, field);
        }
        return new StringReader(field.slot());
    }

    private boolean isBigEndian(Order order) {
        return switch (order) {
            case NATIVE -> isBigEndian;
            case LITTLE -> false;
            case BIG -> true;
        };
    }

    private IntegerReader integer(IntegerType type, Field field) {
        var reader = new IntegerReader(type, isBigEndian(type.order()), field.slot());
        role(type, field, reader);
        field.scope.add(field.path, new Known(reader, Labels.NONE));
        return reader;
    }

    private EnumReader enumeration(EnumType type, Field field) {
        var container =
                new IntegerReader(type.container(), isBigEndian(type.container().order()), Slot.NOWHERE);
        role(type.container(), field, container);
        field.scope.add(field.path, new Known(container, type.labels()));
        return new EnumReader(type, container, field.slot());
    }

    /** In an event's header, the last id and the last time that are read are the event's. */
    private static void role(IntegerType type, Field field, IntegerReader reader) {
        if (!field.path.startsWith(Scope.EVENT_HEADER)) {
            return;
        }
        if (field.path.endsWith(".id")) {
            reader.role(IntegerReader.Role.EVENT_ID);
        } else if (!type.clock().isEmpty() || field.path.endsWith(".timestamp")) {
            reader.role(IntegerReader.Role.TIME);
        }
    }

    private StructReader struct(StructType type, Field field) throws MalformedTraceException {
        var readers = new ArrayList<FieldReader>();
        for (int i = 0; i < type.members().size(); i++) {
            var member = type.members().get(i);
            var inner = field.member(member.name());
            readers.add(reader(member.type(), isLength(type, i) ? inner.unkept() : inner));
        }
        return new StructReader(type.align(), readers);
    }

    /** True for what LTTng puts before a sequence, named after it. */
    private static boolean isLength(StructType type, int member) {
        if (member + 1 == type.members().size()) {
            return false;
        }
        var name = type.members().get(member).name();
        var next = type.members().get(member + 1);
        return name.equals("_" + next.name() + "_length")
                && next.type() instanceof ArrayType array
                && array.lengthPath().equals(name);
    }

    private VariantReader variant(VariantType type, Field field) throws MalformedTraceException {
        var tag = found(field, type.tag());
        var options = new ArrayList<VariantReader.Option>();
        for (var option : type.options()) {
            var exact = tag.labels().ranges(option.name());
            var ranges = exact.isEmpty() ? tag.labels().ranges(unmarked(option.name())) : exact;
            options.add(new VariantReader.Option(ranges, reader(option.type(), field.option(option.name()))));
        }
        return new VariantReader(registerOf(tag.reader()), options);
    }

    private static String unmarked(String option) {
        return option.startsWith("_") ? option.substring(1) : option;
    }

    private ArrayReader array(ArrayType type, Field field) throws MalformedTraceException {
        var element = reader(type.element(), field.element());
        return type.length() >= 0
                ? ArrayReader.ofLength(type, element, field.slot())
                : ArrayReader.ofRegister(
                        registerOf(found(field, type.lengthPath()).reader()), type, element, field.slot());
    }

    private Known found(Field field, String reference) throws MalformedTraceException {
        return field.scope
                .find(field.path, reference)
                .orElseThrow(() ->
                        source.malformed("%s refers to '%s', expected an integer before it", field.path, reference));
    }

    /** A root struct; nothing where it is not declared. */
    FieldReader root(Optional<StructType> type, Field field) throws MalformedTraceException {
        return type.isPresent() ? reader(type.get(), field) : new StructReader(1, List.of());
    }
}
