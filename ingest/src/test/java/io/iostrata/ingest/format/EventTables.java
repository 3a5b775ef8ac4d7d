package io.iostrata.ingest.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Event batches as text tables: {@code event | ts_ns | args}, one row a line, a null as nothing. */
public final class EventTables {
    private EventTables() {}

    /** The named columns of all rows, under a line of their names. */
    public static String text(EventBatch batch, List<String> columns) {
        var lines = new ArrayList<String>();
        lines.add(String.join(" | ", columns));
        for (int row = 0; row < batch.rows(); row++) {
            int at = row;
            lines.add(columns.stream().map(column -> cell(batch, column, at)).collect(Collectors.joining(" | ")));
        }
        return normal(String.join("\n", lines));
    }

    /** A table as {@link #text} writes it, whatever its padding. */
    public static String normal(String table) {
        return table.lines()
                .map(line -> line.strip().replaceAll(" *\\| *", "|"))
                .collect(Collectors.joining("\n"));
    }

    /** The columns of a table, from its first line. */
    public static List<String> columns(String table) {
        return List.of(normal(table).lines().findFirst().orElse("").split("\\|"));
    }

    private static String cell(EventBatch batch, String column, int row) {
        if (column.equals("args")) {
            return args(batch, row);
        }
        for (var name : LongColumn.values()) {
            if (name.field().name().equals(column)) {
                return batch.isSet(name, row) ? Long.toString(batch.get(name, row)) : "";
            }
        }
        var name = Arrays.stream(IntColumn.values())
                .filter(candidate -> candidate.field().name().equals(column))
                .findFirst()
                .orElseThrow();
        return batch.isSet(name, row) ? intCell(batch, name, row) : "";
    }

    private static String intCell(EventBatch batch, IntColumn column, int row) {
        int value = batch.get(column, row);
        return column.isName() ? batch.names().name(value) : Integer.toString(value);
    }

    private static String args(EventBatch batch, int row) {
        return IntStream.range(batch.argBegin(row), batch.argEnd(row))
                .mapToObj(arg -> batch.names().name(batch.argKey(arg)) + "=" + batch.argText(arg))
                .collect(Collectors.joining(", "));
    }
}
