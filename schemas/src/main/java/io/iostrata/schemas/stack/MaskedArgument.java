package io.iostrata.schemas.stack;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** An argument as a model names it, {@code type} or {@code type & 0xfff}, perhaps with names for its values. */
record MaskedArgument(String name, long mask, Map<String, String> names) {
    private static final Pattern MASKED = Pattern.compile("(\\w+)(?: & (0x[0-9a-fA-F]{1,15}))?");

    /** The node is the place that is wrong where the text is no argument. */
    static MaskedArgument of(String text, YamlNode node) {
        var masked = MASKED.matcher(text);
        if (!masked.matches()) {
            throw node.error(text, "an argument, or argument & 0xmask");
        }
        long mask = masked.group(2) == null ? Condition.NO_MASK : Long.decode(masked.group(2));
        return new MaskedArgument(masked.group(1), mask, Map.of());
    }

    /** A mapping of one argument to a mapping of values to names. */
    static MaskedArgument named(YamlNode node, String purpose, Function<YamlNode, String> name) {
        var entries = node.entries();
        if (entries.size() != 1) {
            throw node.error(entries.size() + " arguments", "one argument " + purpose);
        }
        var text = entries.keySet().iterator().next();
        var argument = of(text, node);
        var names = new HashMap<String, String>();
        entries.get(text).entries().forEach((value, called) -> names.put(decimal(value), name.apply(called)));
        return new MaskedArgument(argument.name, argument.mask, names);
    }

    private static String decimal(String value) {
        return value.matches("0x[0-9a-fA-F]{1,15}") ? Long.toString(Long.decode(value)) : value;
    }
}
