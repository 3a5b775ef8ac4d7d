package io.iostrata.jobs.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table for the terminal: the first column to the left, the others to the right, two spaces between. */
final class TextTable {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    TextTable row(String... cells) {
        return row(Arrays.asList(cells));
    }

    TextTable row(List<String> cells) {
        rows.add(cells.stream().map(Printable::of).toList());
        return this;
    }

    /** The lines, each ended; no blanks at their ends. */
    String lines() {
        var lines = new StringBuilder();
        for (var row : rows) {
            lines.append(line(row).stripTrailing()).append('\n');
        }
        return lines.toString();
    }

    private String line(List<String> row) {
        var line = new StringBuilder(row.get(0)).append(blanks(width(0) - length(row.get(0))));
        for (int column = 1; column < row.size(); column++) {
            line.append(GAP)
                    .append(blanks(width(column) - length(row.get(column))))
                    .append(row.get(column));
        }
        return line.toString();
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> row.size() > column)
                .mapToInt(row -> length(row.get(column)))
                .max()
                .orElse(0);
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    private static String blanks(int count) {
        return " ".repeat(count);
    }
}
