package io.iostrata.jobs.report;

import java.util.List;

/** A sentence of many parts for the terminal, on lines of no more than a screen's width. */
final class Paragraph {
    private static final int WIDTH = 110;
    private static final String INDENT = "    ";

    private Paragraph() {}

    /** The head and its parts, each but the last followed by the mark; a part is never broken. Every line ended. */
    static String of(String head, String mark, List<String> parts) {
        var text = new StringBuilder();
        var line = new StringBuilder(Printable.of(head));
        for (int i = 0; i < parts.size(); i++) {
            String part = Printable.of(parts.get(i)) + (i + 1 < parts.size() ? mark : "");
            if (line.length() + 1 + part.length() > WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder(INDENT).append(part);
            } else {
                line.append(' ').append(part);
            }
        }
        return text.append(line).append('\n').toString();
    }
}
