package io.iostrata.jobs.report;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The rows of a presentation query, whose column names are the headings.
 *
 * @param isCut whether the query has more rows than these
 */
record ResultTable(List<String> columns, List<Row> rows, boolean isCut) {
    static final int MOST_ROWS = 1000;

    ResultTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Runs a query file; no more rows than a page can hold are brought here. */
    static ResultTable of(SparkSession spark, String query) {
        var result = spark.sql(Resources.report(query));
        var rows = result.takeAsList(MOST_ROWS + 1);
        boolean isCut = rows.size() > MOST_ROWS;
        return new ResultTable(List.of(result.columns()), isCut ? rows.subList(0, MOST_ROWS) : rows, isCut);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    Html html() {
        var table = HtmlTable.of("plain", columns.stream().map(this::heading).toList());
        rows.forEach(row -> table.row(
                IntStream.range(0, columns.size()).mapToObj(i -> cell(row, i)).toList()));
        return isCut
                ? Html.concat(table.html(), Html.tag("p", "note").holding("… and more: see the table in the lake."))
                : table.html();
    }

    private Html heading(String column) {
        int index = columns.indexOf(column);
        boolean isFigure = rows.stream().anyMatch(row -> row.get(index) instanceof Number);
        return isFigure ? HtmlTable.figureHeading(column) : HtmlTable.heading(column);
    }

    private Html cell(Row row, int index) {
        Object value = row.get(index);
        if (value == null) {
            return HtmlTable.cell(Html.missing(columns.get(index) + ": not known here"));
        }
        if (value instanceof Double number) {
            return HtmlTable.figure(measured(number));
        }
        return value instanceof Number
                ? HtmlTable.figure(value.toString())
                : HtmlTable.cell(Html.breakable(value.toString()));
    }

    private static Html measured(double value) {
        return Double.isFinite(value) ? Html.text(Figures.decimals(value, 3)) : Html.missing("not a number");
    }
}
