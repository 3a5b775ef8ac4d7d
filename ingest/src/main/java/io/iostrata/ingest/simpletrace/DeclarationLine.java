package io.iostrata.ingest.simpletrace;

import io.iostrata.ingest.simpletrace.EventDeclaration.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One line of a trace-events file:
 *
 * <pre>
 * line     := { property } name "(" [ argument { "," argument } ] ")" [ formats ]
 * property := "disable" | "tcg" | "vcpu" | any other word
 * argument := "void" | type name        (the type reaches to the last "*", else to the last blank)
 * formats  := format [ "," format ]      what the text output prints: C string literals and macros, two of tcg events
 * </pre>
 *
 * <p>{@code vcpu} events store a hidden first argument {@code __cpu}; a {@code tcg} line declares two events,
 * {@code name_trans} without the arguments of TCG types and {@code name_exec} with all. Source: QEMU 0.14 to 9.0,
 * {@code scripts/tracetool/__init__.py}, {@code vcpu.py}, {@code transform.py}.
 */
final class DeclarationLine {
    private static final int MOST_ARGUMENTS = 64;
    private static final int LONGEST_NAME = 256;
    private static final String CPU_FORMAT = "\"cpu=%p \" ";
    private static final Argument CPU = Argument.of("void *", "__cpu");

    private DeclarationLine() {}

    /** A line that declares no event; the message says what was found and what was expected. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String what) {
            super(what);
        }
    }

    /** The events of the line, one or (tcg) two. */
    static List<EventDeclaration> parse(String line) throws Unreadable {
        int open = line.indexOf('(');
        int close = line.indexOf(')', open + 1);
        if (open < 0 || close < 0) {
            throw new Unreadable("no argument list, expected name(type argument, ...)");
        }
        var words = List.of(line.substring(0, open).strip().split("\\s+"));
        var name = checked(words.get(words.size() - 1), "event name");
        var properties = Set.copyOf(words.subList(0, words.size() - 1));
        var arguments =
                arguments(line.substring(open + 1, close), properties.contains("vcpu") ? List.of(CPU) : List.of());
        var formats = formats(line.substring(close + 1));
        var hidden = properties.contains("vcpu") ? CPU_FORMAT : "";
        var event = new EventDeclaration(name, properties.contains("disable"), arguments, hidden + formats.get(0));
        return properties.contains("tcg")
                ? List.of(translated(event), executed(event, hidden + formats.get(formats.size() - 1)))
                : List.of(event);
    }

    private static List<String> formats(String text) {
        var formats = new ArrayList<String>();
        int from = 0;
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            quoted ^= c == '"' && (at == 0 || text.charAt(at - 1) != '\\');
            if (c == ',' && !quoted) {
                formats.add(text.substring(from, at).strip());
                from = at + 1;
            }
        }
        formats.add(text.substring(from).strip());
        return formats;
    }

    private static List<Argument> arguments(String list, List<Argument> hidden) throws Unreadable {
        var arguments = new ArrayList<>(hidden);
        for (var part : list.split(",", MOST_ARGUMENTS + 1)) {
            var argument = part.strip();
            if (!argument.equals("void") && !list.isBlank()) {
                arguments.add(argument(argument));
            }
        }
        if (arguments.size() > MOST_ARGUMENTS) {
            throw new Unreadable("more than %d arguments".formatted(MOST_ARGUMENTS));
        }
        return arguments;
    }

    private static Argument argument(String text) throws Unreadable {
        int split = text.lastIndexOf('*');
        if (split < 0) {
            split = lastBlank(text);
        }
        if (split <= 0) {
            throw new Unreadable("argument '%s', expected a type and a name".formatted(shortened(text)));
        }
        var type = text.substring(0, split + 1);
        var name = checked(text.substring(split + 1).strip(), "argument name");
        return Argument.of(type.endsWith("*") ? type : type.strip(), name);
    }

    private static int lastBlank(String text) {
        int at = text.length() - 1;
        while (at >= 0 && !Character.isWhitespace(text.charAt(at))) {
            at--;
        }
        return at;
    }

    private static String checked(String name, String what) throws Unreadable {
        boolean isWord = !name.isEmpty() && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
        if (!isWord || name.length() > LONGEST_NAME) {
            throw new Unreadable("%s '%s', expected letters, digits and _, at most %d"
                    .formatted(what, shortened(name), LONGEST_NAME));
        }
        return name;
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static EventDeclaration translated(EventDeclaration event) {
        var kept = event.arguments().stream()
                .filter(argument -> !argument.type().startsWith("TCGv"))
                .toList();
        return new EventDeclaration(event.name() + "_trans", event.isDisabled(), kept, event.format());
    }

    private static EventDeclaration executed(EventDeclaration event, String format) {
        return new EventDeclaration(event.name() + "_exec", event.isDisabled(), event.arguments(), format);
    }
}
