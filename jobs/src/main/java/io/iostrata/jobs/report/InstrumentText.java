package io.iostrata.jobs.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What the traces show beside the requests, in the terminal: the first lines of each table that has any. */
final class InstrumentText {
    private static final int MOST_LINES = 12;

    private InstrumentText() {}

    /**
     * Blocks with a blank line before each; empty where there is nothing.
     *
     * @param rest where lines are that a block has no room for
     */
    static String of(SparkSession spark, String rest) {
        var blocks = new LinkedHashMap<String, String>();
        blocks.put("Waits for futexes", "futexes.sql");
        blocks.put("Main loop", "main-loop.sql");
        blocks.put("vCPUs", "vcpus.sql");
        blocks.put("Interrupt lines: kvm_set_irq_level to its done", "interrupt-lines.sql");
        blocks.put("Interrupts injected", "injected.sql");
        blocks.put("Host benchmark and QEMU's own calls", "host-io.sql");
        return blocks.entrySet().stream()
                .map(block -> block(block.getKey(), ResultTable.of(spark, block.getValue()), rest))
                .collect(Collectors.joining());
    }

    private static String block(String heading, ResultTable result, String rest) {
        if (result.isEmpty()) {
            return "";
        }
        var table = new TextTable().row(result.columns());
        result.rows().stream().limit(MOST_LINES).forEach(row -> table.row(cells(row)));
        int more = result.rows().size() - MOST_LINES;
        var left = more > 0 ? "… and " + more + (result.isCut() ? " or more" : "") + " more: " + rest + "\n" : "";
        return "\n" + heading + "\n" + table.lines() + left;
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
