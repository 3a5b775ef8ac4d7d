package io.iostrata.jobs;

import io.iostrata.schemas.stack.StackModel;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.tables.EventTable;
import io.iostrata.transforms.walk.Scalars;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code --value NAME=V}: run values that are given rather than found in the traces. */
final class GivenValues {
    private static final String BETWEEN_VALUES = ",";

    private GivenValues() {}

    /** The names that virtio-blk has, as help and completion show them. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(StackModel.virtioBlk()).iterator();
        }
    }

    /** The model's variables, with the dollar they have there; a value that cannot be one is a mistake. */
    static Map<String, String> variables(Map<String, String> values, StackModel model) {
        var variables = new HashMap<String, String>();
        values.forEach((name, value) -> variables.put(name.startsWith("$") ? name : "$" + name, value));
        variables.forEach((name, value) -> requireKind(name, value, model));
        return variables;
    }

    /** Those of them that the model does not look for, without the dollar. */
    static Set<String> unknown(Map<String, String> variables, StackModel model) {
        var unknown = new TreeSet<>(variables.keySet());
        unknown.removeAll(model.runValueNames());
        return unknown.stream().map(GivenValues::plain).collect(Collectors.toCollection(TreeSet::new));
    }

    /** "expected one of gsi, vdev". */
    static String expected(StackModel model) {
        return "expected one of " + String.join(", ", names(model));
    }

    private static List<String> names(StackModel model) {
        return model.runValueNames().stream().map(GivenValues::plain).toList();
    }

    private static void requireKind(String name, String value, StackModel model) {
        var argument = model.runValueArguments().get(name);
        if (argument == null || !isNumber(argument)) {
            return;
        }
        for (var each : value.split(BETWEEN_VALUES, -1)) {
            if (!(Scalars.of(each.strip()) instanceof Long)) {
                throw new UserError("Invalid --value: %s=%s (expected a number, decimal or hexadecimal with 0x)"
                        .formatted(plain(name), value));
            }
        }
    }

    private static boolean isNumber(String argument) {
        return Scalars.isPointer(argument)
                || EventTable.SCHEMA.fields().stream()
                        .anyMatch(field -> field.name().equals(argument) && field.type() == FieldType.INT64);
    }

    private static String plain(String name) {
        return name.substring(1);
    }
}
