package io.iostrata.jobs.sql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;

/** Query results as aligned columns: numbers to the right, the first {@link #SAMPLE} rows set the widths. */
final class TextTable {
    private static final int SAMPLE = 1000;
    private static final int WIDEST = 120;

    private TextTable() {}

    static void print(Dataset<Row> rows, Appendable out) throws IOException {
        var fields = rows.schema().fields();
        var header = new String[fields.length];
        var right = new boolean[fields.length];
        for (int i = 0; i < fields.length; i++) {
            header[i] = fields[i].name();
            right[i] = fields[i].dataType() instanceof NumericType;
        }
        List<String[]> sample = new ArrayList<>(List.of(new String[][] {header}));
        int[] widths = null;
        for (var iterator = rows.toLocalIterator(); iterator.hasNext(); ) {
            sample.add(cells(iterator.next()));
            if (sample.size() > SAMPLE || widths != null) {
                widths = flush(sample, widths, right, out);
            }
        }
        flush(sample, widths, right, out);
    }

    private static String[] cells(Row row) throws IOException {
        var cells = new String[row.size()];
        for (int i = 0; i < cells.length; i++) {
            var text = row.isNullAt(i) ? "NULL" : Csv.cell(row.get(i)).replaceAll("\\R", " ");
            cells[i] = text.length() > WIDEST ? text.substring(0, WIDEST - 1) + "…" : text;
        }
        return cells;
    }

    private static int[] flush(List<String[]> lines, int[] known, boolean[] right, Appendable out) throws IOException {
        int[] widths = known == null ? widths(lines, right.length) : known;
        for (var line : lines) {
            var text = new StringBuilder();
            for (int i = 0; i < line.length; i++) {
                var gap = " ".repeat(Math.max(0, widths[i] - line[i].length()));
                text.append(i == 0 ? "" : "  ").append(right[i] ? gap + line[i] : line[i] + gap);
            }
            out.append(text.toString().stripTrailing()).append("\n");
        }
        lines.clear();
        return widths;
    }

    private static int[] widths(List<String[]> lines, int columns) {
        int[] widths = new int[columns];
        for (var line : lines) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], line[i].length());
            }
        }
        return widths;
    }
}
