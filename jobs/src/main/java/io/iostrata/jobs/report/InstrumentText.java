package io.iostrata.jobs.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What the traces show beside the requests, in the terminal: the first lines of each table that has any. */
final class InstrumentText {
    private static final int MOST_LINES = 12;

    private InstrumentText() {}

    /** Blocks with a blank line before each; empty where there is nothing. */
    static String of(SparkSession spark) {
        return block(spark, "Waits for futexes", "futexes.sql")
                + block(spark, "Main loop", "main-loop.sql")
                + block(spark, "vCPUs", "vcpus.sql")
                + block(spark, "Host benchmark and QEMU's own calls", "host-io.sql");
    }

    private static String block(SparkSession spark, String heading, String query) {
        var result = ResultTable.of(spark, query);
        if (result.isEmpty()) {
            return "";
        }
        var table = new TextTable().row(result.columns());
        result.rows().stream().limit(MOST_LINES).forEach(row -> table.row(cells(row)));
        int more = result.rows().size() - MOST_LINES;
        var rest = more > 0 ? "… and " + more + (result.isCut() ? " or more" : "") + " more: see report\n" : "";
        return "\n" + heading + "\n" + table.lines() + rest;
    }

    private static List<String> cells(Row row) {
        return IntStream.range(0, row.size()).mapToObj(i -> cell(row.get(i))).collect(Collectors.toList());
    }

    private static String cell(Object value) {
        if (value == null) {
            return LayerText.NONE;
        }
        return value instanceof Double number ? Figures.decimals(number, 3) : value.toString();
    }
}
