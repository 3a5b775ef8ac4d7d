package io.iostrata.ingest.tracepoint;

import io.iostrata.ingest.tracepoint.Tokens.UnsupportedPrint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A print format taken apart: its text, with a {@link #mark} in place of each conversion, and the conversions.
 *
 * <pre>
 * print := string { "," expression }
 * </pre>
 */
record PrintPieces(String text, List<Conversion> conversions) {
    private static final char FIRST_MARK = '\uE000';
    private static final int MOST = 256;
    private static final Pattern CONVERSION = Pattern.compile(
            "%(?:(?<percent>%)|(?<flags>[-+ #0]*)(?<width>\\d{1,3}|\\*)?(?:\\.(?<precision>\\d{1,3}|\\*))?"
                    + "(?<length>hh|h|ll|l|L|z|j|t)?(?<letter>[diuxXocsp])(?<pointer>(?<=p)[A-Za-z]*)?)");

    /** What stands for conversion number {@code i}. */
    static char mark(int i) {
        return (char) (FIRST_MARK + i);
    }

    static boolean isMark(char c) {
        return c >= FIRST_MARK && c < FIRST_MARK + MOST;
    }

    Conversion of(char mark) {
        return conversions.get(mark - FIRST_MARK);
    }

    /** The last conversion, where the format ends in one to a string. */
    Optional<Conversion> tail() {
        boolean string = !text.isEmpty()
                && isMark(text.charAt(text.length() - 1))
                && of(text.charAt(text.length() - 1)).letter() == 's';
        return string ? Optional.of(of(text.charAt(text.length() - 1))) : Optional.empty();
    }

    PrintPieces withoutTail() {
        return new PrintPieces(text.substring(0, text.length() - 1), conversions);
    }

    /** The print format of an event; throws where it is beyond the grammar. */
    static PrintPieces of(EventFormat format, int longSize) {
        var tokens = new Tokens(format.print());
        var printed = tokens.string();
        var arguments = new ExpressionParser(tokens, format, longSize);
        var text = new StringBuilder();
        var conversions = new ArrayList<Conversion>();
        var matcher = CONVERSION.matcher(printed);
        int end = 0;
        while (matcher.find()) {
            text.append(literal(printed.substring(end, matcher.start())));
            end = matcher.end();
            if (matcher.group("percent") != null) {
                text.append('%');
                continue;
            }
            tokens.expect(",");
            text.append(mark(conversions.size()));
            var value = arguments.expression();
            conversions.add(conversion(matcher, value, arguments.takeUsed(), longSize));
        }
        text.append(literal(printed.substring(end)));
        if (conversions.size() >= MOST || !tokens.atEnd()) {
            throw new UnsupportedPrint("more arguments than conversions");
        }
        return new PrintPieces(chomped(text), conversions);
    }

    private static String chomped(StringBuilder text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        return text.substring(0, end);
    }

    private static String literal(String text) {
        if (text.chars().anyMatch(c -> c == '%' || isMark((char) c))) {
            throw new UnsupportedPrint("'" + text + "'");
        }
        return text;
    }

    private static Conversion conversion(Matcher matcher, Expression value, List<EventField> fields, int longSize) {
        var flags = matcher.group("flags");
        var layout = new Conversion.Layout(
                flags.contains("-"),
                flags.contains("0"),
                flags.contains("#"),
                number(matcher.group("width")),
                number(matcher.group("precision")));
        char letter = letter(matcher);
        boolean plain = flags.isEmpty() && layout.width() < 0 && layout.precision() < 0;
        return new Conversion(letter, bits(matcher.group("length"), letter, longSize), plain, layout, value, fields);
    }

    private static char letter(Matcher matcher) {
        char letter = matcher.group("letter").charAt(0);
        var pointer = matcher.group("pointer");
        if (letter != 'p') {
            return letter == 'i' ? 'd' : letter;
        }
        if (pointer == null || pointer.isEmpty() || pointer.equals("x") || pointer.equals("K")) {
            return 'p';
        }
        if (pointer.matches("[sSfFB]R?")) {
            return 'S';
        }
        throw new UnsupportedPrint("'%p" + pointer + "'");
    }

    private static int bits(String length, char letter, int longSize) {
        if (letter == 'p' || letter == 'S') {
            return 8 * longSize;
        }
        return switch (length == null ? "" : length) {
            case "hh" -> 8;
            case "h" -> 16;
            case "l", "z", "t" -> 8 * longSize;
            case "ll", "L", "j" -> 64;
            default -> 32;
        };
    }

    private static int number(String digits) {
        if (digits == null) {
            return -1;
        }
        if (digits.equals("*")) {
            throw new UnsupportedPrint("a width in an argument");
        }
        return Integer.parseInt(digits);
    }
}
