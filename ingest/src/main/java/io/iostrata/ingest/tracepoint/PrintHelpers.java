package io.iostrata.ingest.tracepoint;

import io.iostrata.ingest.tracepoint.Tokens.UnsupportedPrint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the kernel's print formats call: {@code __get_str}, {@code __print_symbolic}, {@code __print_flags} and the like. */
final class PrintHelpers {
    private static final int MOST_ELEMENTS = 4096;

    private PrintHelpers() {}

    /** A value and what it is printed as. */
    private record Name(long value, byte[] text) {}

    static Expression call(String function, ExpressionParser parser) {
        var tokens = parser.tokens();
        tokens.expect("(");
        var result =
                switch (function) {
                    case "__get_str", "__get_rel_str", "__get_dynamic_array", "__get_rel_dynamic_array" ->
                        array(parser);
                    case "__get_dynamic_array_len", "__get_rel_dynamic_array_len" -> length(parser);
                    case "__print_symbolic", "__print_symbolic_u64" -> symbolic(parser);
                    case "__print_flags", "__print_flags_u64" -> flags(parser);
                    case "__print_hex", "__print_hex_str" -> hex(parser, function.equals("__print_hex"));
                    default -> throw new UnsupportedPrint("'" + function + "(…)'");
                };
        tokens.expect(")");
        return result;
    }

    private static Expression array(ExpressionParser parser) {
        var field = parser.field(parser.tokens().next());
        return Expression.text((event, out) -> event.text(field, out));
    }

    private static Expression length(ExpressionParser parser) {
        var field = parser.field(parser.tokens().next());
        return Expression.number(event -> event.end(field) - event.begin(field));
    }

    private static Expression symbolic(ExpressionParser parser) {
        var value = parser.expression().number();
        var names = names(parser).toArray(Name[]::new);
        return Expression.text((event, out) -> {
            long number = value.of(event);
            for (var name : names) {
                if (name.value == number || (name.value < 0 && name.value == (int) number)) {
                    out.add(name.text);
                    return;
                }
            }
            Expression.printHex(number, out);
        });
    }

    private static Expression flags(ExpressionParser parser) {
        var value = parser.expression().number();
        parser.tokens().expect(",");
        var delimiter = parser.tokens().string().getBytes(StandardCharsets.UTF_8);
        var names = names(parser).toArray(Name[]::new);
        return Expression.text((event, out) -> printFlags(value.of(event), delimiter, names, out));
    }

    private static void printFlags(long value, byte[] delimiter, Name[] names, TextBuffer out) {
        long left = value;
        int begin = out.length();
        for (var name : names) {
            if (left != 0 && (left & name.value) == name.value) {
                left &= ~name.value;
                delimited(begin, delimiter, out);
                out.add(name.text);
            }
        }
        if (left != 0) {
            delimited(begin, delimiter, out);
            Expression.printHex(left, out);
        }
    }

    private static void delimited(int begin, byte[] delimiter, TextBuffer out) {
        if (out.length() > begin) {
            out.add(delimiter);
        }
    }

    private static Expression hex(ExpressionParser parser, boolean spaced) {
        var tokens = parser.tokens();
        boolean recorded = tokens.take("REC");
        if (recorded) {
            tokens.expect("->");
        } else {
            tokens.next();
            tokens.expect("(");
        }
        var field = parser.field(tokens.next());
        if (!recorded) {
            tokens.expect(")");
        }
        tokens.expect(",");
        var length = parser.expression().number();
        return Expression.text((event, out) -> {
            long most = Math.max(0, Math.min(length.of(event), MOST_ELEMENTS));
            int begin = event.begin(field);
            int end = (int) Math.min(event.end(field), begin + most);
            for (int at = begin; at < end; at++) {
                if (spaced && at > begin) {
                    out.add(' ');
                }
                int from = out.length();
                out.hex(event.number(at, 1, false));
                out.pad(from, 2, '0');
            }
        });
    }

    /** Names follow each other in braces; one whose value is no number this kernel tells is left out. */
    private static List<Name> names(ExpressionParser parser) {
        var names = new ArrayList<Name>();
        var tokens = parser.tokens();
        while (tokens.take(",")) {
            tokens.expect("{");
            var value = parser.expression().number();
            tokens.expect(",");
            var text = tokens.string().getBytes(StandardCharsets.UTF_8);
            tokens.expect("}");
            names.add(new Name(value.of(new EventRecord(java.nio.ByteOrder.LITTLE_ENDIAN, 8)), text));
        }
        return names;
    }
}
