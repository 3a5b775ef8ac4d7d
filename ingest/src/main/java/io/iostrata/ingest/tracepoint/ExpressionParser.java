package io.iostrata.ingest.tracepoint;

import io.iostrata.ingest.tracepoint.EventField.Shape;
import io.iostrata.ingest.tracepoint.Expression.Numeric;
import io.iostrata.ingest.tracepoint.Tokens.UnsupportedPrint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * C expressions of print formats, compiled:
 *
 * <pre>
 * expression := binary [ "?" expression ":" expression ]
 * binary     := unary { operator unary }                    with C's precedences
 * unary      := ( "-" | "~" | "!" | "+" | "(" type ")" ) unary | primary
 * primary    := number | string | "REC->" field [ "[" n "]" ] | "(" expression ")" | {@link PrintHelpers}
 * </pre>
 */
final class ExpressionParser {
    private static final int DEEPEST = 200;
    private static final List<List<String>> LEVELS = List.of(
            List.of("||"),
            List.of("&&"),
            List.of("|"),
            List.of("^"),
            List.of("&"),
            List.of("==", "!="),
            List.of("<", ">", "<=", ">="),
            List.of("<<", ">>"),
            List.of("+", "-"),
            List.of("*", "/", "%"));
    /** Names that some kernels leave in their print formats. */
    private static final Map<String, Long> ENUMS = Map.of(
            "IOPRIO_CLASS_NONE", 0L,
            "IOPRIO_CLASS_RT", 1L,
            "IOPRIO_CLASS_BE", 2L,
            "IOPRIO_CLASS_IDLE", 3L,
            "IOPRIO_CLASS_INVALID", 7L,
            "true", 1L,
            "false", 0L,
            "NULL", 0L);

    private final Tokens tokens;
    private final EventFormat format;
    private final int longSize;
    private final List<EventField> used = new ArrayList<>();
    private int depth;

    ExpressionParser(Tokens tokens, EventFormat format, int longSize) {
        this.tokens = tokens;
        this.format = format;
        this.longSize = longSize;
    }

    Tokens tokens() {
        return tokens;
    }

    /** The fields that the expressions read since were about, and forgets them. */
    List<EventField> takeUsed() {
        var taken = List.copyOf(used);
        used.clear();
        return taken;
    }

    Expression expression() {
        if (++depth > DEEPEST) {
            throw new UnsupportedPrint("an expression nested more than " + DEEPEST + " deep");
        }
        var condition = binary(0);
        if (tokens.take("?")) {
            var then = expression();
            tokens.expect(":");
            var otherwise = expression();
            condition = choice(condition.number(), then, otherwise);
        }
        depth--;
        return condition;
    }

    EventField field(String name) {
        var field = format.field(name).orElseThrow(() -> new UnsupportedPrint("no field '" + name + "'"));
        used.add(field);
        return field;
    }

    private static Expression choice(Numeric condition, Expression then, Expression otherwise) {
        Numeric number =
                event -> (condition.of(event) != 0 ? then : otherwise).number().of(event);
        return new Expression(
                number,
                (event, out) ->
                        (condition.of(event) != 0 ? then : otherwise).text().append(event, out),
                then.isText() || otherwise.isText());
    }

    private Expression binary(int level) {
        if (level == LEVELS.size()) {
            return unary();
        }
        var left = binary(level + 1);
        while (LEVELS.get(level).contains(tokens.peek())) {
            var operator = tokens.next();
            left = Expression.number(
                    operation(operator, left.number(), binary(level + 1).number()));
        }
        return left;
    }

    private static Numeric operation(String operator, Numeric a, Numeric b) {
        return switch (operator) {
            case "||" -> event -> a.of(event) != 0 || b.of(event) != 0 ? 1 : 0;
            case "&&" -> event -> a.of(event) != 0 && b.of(event) != 0 ? 1 : 0;
            case "|" -> event -> a.of(event) | b.of(event);
            case "^" -> event -> a.of(event) ^ b.of(event);
            case "&" -> event -> a.of(event) & b.of(event);
            case "==" -> event -> a.of(event) == b.of(event) ? 1 : 0;
            case "!=" -> event -> a.of(event) != b.of(event) ? 1 : 0;
            case "<" -> event -> a.of(event) < b.of(event) ? 1 : 0;
            case ">" -> event -> a.of(event) > b.of(event) ? 1 : 0;
            case "<=" -> event -> a.of(event) <= b.of(event) ? 1 : 0;
            case ">=" -> event -> a.of(event) >= b.of(event) ? 1 : 0;
            case "<<" -> event -> a.of(event) << b.of(event);
            case ">>" -> event -> a.of(event) >> b.of(event);
            case "+" -> event -> a.of(event) + b.of(event);
            case "-" -> event -> a.of(event) - b.of(event);
            case "*" -> event -> a.of(event) * b.of(event);
            case "/" -> event -> b.of(event) == 0 ? 0 : a.of(event) / b.of(event);
            default -> event -> b.of(event) == 0 ? 0 : a.of(event) % b.of(event);
        };
    }

    private Expression unary() {
        if (++depth > DEEPEST) {
            throw new UnsupportedPrint("an expression nested more than " + DEEPEST + " deep");
        }
        var value = unaryOf();
        depth--;
        return value;
    }

    private Expression unaryOf() {
        if (tokens.take("-")) {
            var value = unary().number();
            return Expression.number(event -> -value.of(event));
        }
        if (tokens.take("~")) {
            var value = unary().number();
            return Expression.number(event -> ~value.of(event));
        }
        if (tokens.take("!")) {
            var value = unary().number();
            return Expression.number(event -> value.of(event) == 0 ? 1 : 0);
        }
        if (tokens.take("+")) {
            return unary();
        }
        boolean cast = tokens.peek().equals("(") && CTypes.isTypeWord(tokens.peek(1));
        return cast ? cast() : primary();
    }

    private Expression cast() {
        var type = new StringBuilder();
        tokens.expect("(");
        while (!tokens.take(")")) {
            if (tokens.atEnd()) {
                throw new UnsupportedPrint("a cast without an end");
            }
            type.append(tokens.next()).append(' ');
        }
        var value = unary();
        var name = type.toString().strip();
        int size = CTypes.size(name, longSize);
        if (value.isText() || name.contains("*") || size == 0 || size == 8) {
            return value;
        }
        return Expression.number(cut(value.number(), size, CTypes.isSigned(name)));
    }

    private static Numeric cut(Numeric value, int size, boolean signed) {
        if (value instanceof FieldValue field) {
            return field.cut(8 * size, signed ? FieldValue.Sign.SIGNED : FieldValue.Sign.UNSIGNED);
        }
        int shift = 64 - 8 * size;
        return signed ? event -> value.of(event) << shift >> shift : event -> value.of(event) << shift >>> shift;
    }

    private Expression primary() {
        var token = tokens.peek();
        if (token.startsWith("\"")) {
            return Expression.text(tokens.string().getBytes(StandardCharsets.UTF_8));
        }
        tokens.next();
        if (token.equals("(")) {
            var inner = expression();
            tokens.expect(")");
            return inner;
        }
        if (token.equals("REC")) {
            tokens.expect("->");
            return recorded(field(tokens.next()));
        }
        if (token.startsWith("'")) {
            return Expression.constant(token.charAt(token.length() - 2));
        }
        if (!token.isEmpty() && Character.isDigit(token.charAt(0))) {
            return Expression.constant(literal(token));
        }
        if (tokens.peek().equals("(")) {
            return PrintHelpers.call(token, this);
        }
        var known = ENUMS.get(token);
        if (known == null) {
            throw new UnsupportedPrint("'" + token + "'");
        }
        return Expression.constant(known);
    }

    private Expression recorded(EventField field) {
        if (tokens.take("[")) {
            var index = expression().number();
            tokens.expect("]");
            return element(field, index);
        }
        if (field.shape() == Shape.NUMBER) {
            return Expression.number(number(field));
        }
        return Expression.text((event, out) -> event.text(field, out));
    }

    private Expression element(EventField field, Numeric index) {
        int size = field.elementSize(longSize);
        if (size == 0) {
            throw new UnsupportedPrint("elements of " + field.type());
        }
        boolean signed = CTypes.isSigned(field.type());
        return Expression.number(event -> {
            long at = index.of(event);
            long offset = event.begin(field) + at * size;
            boolean inside = at >= 0 && at < event.size() && offset + size <= event.end(field);
            return inside ? event.number((int) offset, size, signed) : 0;
        });
    }

    /** Reads a number of the record. */
    static Numeric number(EventField field) {
        return FieldValue.of(field);
    }

    private static long literal(String token) {
        var digits = token.replaceFirst("[uUlL]+$", "");
        try {
            if (digits.startsWith("0x") || digits.startsWith("0X")) {
                return Long.parseUnsignedLong(digits.substring(2), 16);
            }
            return Long.parseUnsignedLong(digits, digits.length() > 1 && digits.startsWith("0") ? 8 : 10);
        } catch (NumberFormatException notOne) {
            throw new UnsupportedPrint("'" + token + "'");
        }
    }
}
