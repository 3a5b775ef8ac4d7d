package io.iostrata.jobs.report;

import java.util.List;
import java.util.Locale;

/** Horizontal bars beneath each other, as SVG; every label stands above its bar, so that a long one has room. */
final class SvgBars {
    private static final int WIDTH = 960;
    private static final int MARGIN = 24;
    private static final int LONGEST_BAR = 700;
    private static final int BAR_HEIGHT = 18;
    private static final int LINE = 18;
    private static final int LETTER = 7;
    private static final int MOST_LETTERS = (WIDTH - 2 * MARGIN) / LETTER;
    private static final String SOFT = "#5a6675";

    private final StringBuilder body = new StringBuilder();
    private int y = MARGIN;

    /**
     * A coloured part of a bar.
     *
     * @param share length as a ratio of the longest bar
     */
    record Piece(String name, String fill, double share) {}

    void heading(String text) {
        y += LINE;
        text(MARGIN, text, "font-size=\"16\" font-weight=\"600\"");
        y += LINE / 2;
    }

    /** Colours and what they stand for. */
    void legend(List<Piece> entries) {
        y += LINE;
        int x = MARGIN;
        for (var entry : entries) {
            rectangle(x, 11, entry);
            text(x + LINE, entry.name(), "fill=\"" + SOFT + "\"");
            x += 2 * LINE + LETTER * entry.name().length();
        }
        y += LINE / 2;
    }

    /** A bar beneath its label, what it adds up to at its end; an empty label takes no line. */
    void bar(String label, List<Piece> pieces, String sum) {
        if (!label.isEmpty()) {
            y += LINE + LINE / 3;
            text(MARGIN, shortened(label), "");
            y += LINE / 3;
        }
        double x = MARGIN;
        y += BAR_HEIGHT;
        for (var piece : pieces) {
            double width = LONGEST_BAR * finite(piece.share());
            rectangle(x, width, piece);
            x += width;
        }
        text(x + LETTER, sum, "fill=\"" + SOFT + "\"");
        y += 2;
    }

    /** Words in the middle of the last bar's pieces, where they have room. */
    void labels(List<Piece> pieces, List<String> words) {
        double x = MARGIN;
        for (int i = 0; i < pieces.size(); i++) {
            double width = LONGEST_BAR * finite(pieces.get(i).share());
            double needed = (words.get(i).length() + 1) * LETTER;
            if (width >= needed) {
                y -= 2;
                text(x + width / 2, words.get(i), "text-anchor=\"middle\" fill=\"#ffffff\" font-size=\"12\"");
                y += 2;
            }
            x += width;
        }
    }

    /** Small text, over several lines where it is long. */
    void note(String text) {
        String left = text;
        while (left.length() > MOST_LETTERS) {
            int space = left.lastIndexOf(' ', MOST_LETTERS);
            int end = space > 0 ? space : MOST_LETTERS;
            noteLine(left.substring(0, end));
            left = left.substring(end).strip();
        }
        noteLine(left);
    }

    private void noteLine(String line) {
        y += LINE;
        text(MARGIN, line, "fill=\"" + SOFT + "\" font-size=\"12\"");
    }

    void gap() {
        y += LINE;
    }

    String document(String title) {
        int height = y + MARGIN;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + WIDTH + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + WIDTH + " " + height
                + "\" font-family=\"system-ui, DejaVu Sans, Arial, sans-serif\" font-size=\"13\" fill=\"#1a2330\">\n"
                + Html.tag("title").holding(title).markup() + "\n"
                + "<rect width=\"" + WIDTH + "\" height=\"" + height + "\" fill=\"#ffffff\"/>\n" + body + "</svg>\n";
    }

    private void text(double x, String text, String attributes) {
        body.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" %s>", x, y, attributes))
                .append(Html.text(text).markup())
                .append("</text>\n");
    }

    /** Ends on the line of the text beside it; names what it shows where a pointer rests on it. */
    private void rectangle(double x, double width, Piece piece) {
        body.append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\">",
                        x,
                        y - BAR_HEIGHT + 5,
                        width,
                        BAR_HEIGHT - 3,
                        piece.fill()))
                .append(Html.tag("title").holding(piece.name()).markup())
                .append("</rect>\n");
    }

    private static String shortened(String label) {
        return label.length() <= MOST_LETTERS ? label : label.substring(0, MOST_LETTERS - 1) + "…";
    }

    private static double finite(double share) {
        return Double.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
    }
}
