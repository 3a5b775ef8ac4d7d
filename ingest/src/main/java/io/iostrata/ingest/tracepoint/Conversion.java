package io.iostrata.ingest.tracepoint;

import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.tracepoint.FieldValue.Sign;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A {@code %…} of a print format and its argument.
 *
 * @param letter d, u, x, X, o, c, s, p; S for {@code %ps} and its like
 * @param bits of the number that it prints
 * @param plain without flags, width and precision
 * @param fields that the argument is computed of
 */
record Conversion(char letter, int bits, boolean plain, Layout layout, Expression value, List<EventField> fields) {

    /** Flags, width and precision; negative where not given. */
    record Layout(boolean left, boolean zeros, boolean prefixed, int width, int precision) {}

    boolean isDecimal() {
        return letter == 'd' || letter == 'u';
    }

    boolean isHex() {
        return letter == 'x';
    }

    /** {@link #number}, without a detour where it is a field's. */
    Expression.Numeric numeric() {
        return value.number() instanceof FieldValue field
                ? field.cut(bits, letter == 'd' ? Sign.SIGNED : Sign.UNSIGNED)
                : this::number;
    }

    /** The number as the conversion takes it. */
    long number(EventRecord event) {
        long number = value.number().of(event);
        int shift = 64 - bits;
        return letter == 'd' ? number << shift >> shift : number << shift >>> shift;
    }

    void print(EventRecord event, Symbols symbols, Names names, TextBuffer out) {
        int from = out.length();
        switch (letter) {
            case 'd' -> out.decimal(number(event));
            case 'u' -> out.unsigned(number(event));
            case 'x', 'X', 'o' -> hex(event, out);
            case 'c' -> out.add((char) (value.number().of(event) & 0x7f));
            case 'p' -> Expression.printHex(value.number().of(event), out);
            case 'S' ->
                out.add(names.name(symbols.name(value.number().of(event), names))
                        .getBytes(StandardCharsets.UTF_8));
            default -> string(event, out);
        }
        if (layout.left) {
            out.padRight(from, layout.width);
        } else {
            out.pad(from, layout.width, layout.zeros && letter != 's' ? '0' : ' ');
        }
    }

    private void hex(EventRecord event, TextBuffer out) {
        long number = number(event);
        if (layout.prefixed && number != 0) {
            out.add('0');
            out.add('x');
        }
        if (letter == 'o') {
            out.add(Long.toOctalString(number).getBytes(StandardCharsets.US_ASCII));
        } else {
            out.hex(number);
        }
    }

    private void string(EventRecord event, TextBuffer out) {
        int from = out.length();
        value.text().append(event, out);
        if (layout.precision >= 0) {
            out.cut(from + layout.precision);
        }
    }
}
