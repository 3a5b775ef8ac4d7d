package io.iostrata.jobs.report;

import java.util.List;
import java.util.stream.Collectors;

/** Text of traces, fit to be shown: what would steer a terminal, or turn the reading direction, becomes U+FFFD. */
final class Printable {
    private static final char REPLACEMENT = '\uFFFD';

    private Printable() {}

    static String of(String text) {
        var printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> printable.appendCodePoint(isPrintable(c) ? c : REPLACEMENT));
        return printable.toString();
    }

    /** Each text on a line of its own. */
    static String ofLines(List<String> texts) {
        return texts.stream().map(text -> of(text) + "\n").collect(Collectors.joining());
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
