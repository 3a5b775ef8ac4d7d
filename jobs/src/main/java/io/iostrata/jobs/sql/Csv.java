package io.iostrata.jobs.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Query results as comma-separated values. */
public final class Csv {
    private Csv() {}

    static void print(Dataset<Row> rows, Appendable out) throws IOException {
        print(rows.columns(), ResultFormat.begun(rows), out);
    }

    /** A header and a line a row, however many there are; returns how many. */
    public static long print(String[] names, Iterator<Row> rows, Appendable out) throws IOException {
        line(names, out);
        var cells = new String[names.length];
        long count = 0;
        for (; rows.hasNext(); count++) {
            var row = rows.next();
            for (int i = 0; i < cells.length; i++) {
                cells[i] = cell(row.get(i));
            }
            line(cells, out);
        }
        return count;
    }

    /** A value as one cell; NULL is empty. */
    static String cell(Object value) throws JsonProcessingException {
        var plain = Json.plain(value);
        if (plain == null) {
            return "";
        }
        return plain instanceof Map
                        || plain instanceof List
                        || plain instanceof com.fasterxml.jackson.databind.util.RawValue
                ? Json.text(plain)
                : plain.toString();
    }

    private static void line(String[] cells, Appendable out) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            out.append(i == 0 ? "" : ",").append(quoted(cells[i]));
        }
        out.append("\n");
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
