package io.iostrata.jobs.report;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The rows of a presentation query, whose column names are the headings.
 *
 * @param isCut whether the query has more rows than these
 * @param origins what the columns are made from
 */
record ResultTable(List<String> columns, List<Row> rows, boolean isCut, Map<String, List<ColumnDocs.Origin>> origins) {
    static final int MOST_ROWS = 1000;

    ResultTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Runs a query file; no more rows than a page can hold are brought here. */
    static ResultTable of(SparkSession spark, String query) {
        return of(spark, query, MOST_ROWS);
    }

    /** Runs a query file for its first rows. */
    static ResultTable of(SparkSession spark, String query, int most) {
        var result = spark.sql(Resources.report(query));
        var rows = result.takeAsList(most + 1);
        boolean isCut = rows.size() > most;
        return new ResultTable(
                List.of(result.columns()), isCut ? rows.subList(0, most) : rows, isCut, ColumnDocs.of(result));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The first rows alone. */
    ResultTable first(int most) {
        return rows.size() <= most ? this : new ResultTable(columns, rows.subList(0, most), true, origins);
    }

    /** Without the rows that agree with the last in so many first columns, if the table is cut and has others: they may be half of a picture. */
    ResultTable whole(int keys) {
        if (!isCut || rows.isEmpty() || keys == 0) {
            return this;
        }
        var last = key(rows.get(rows.size() - 1), keys);
        var kept = rows.stream().filter(row -> !key(row, keys).equals(last)).toList();
        return kept.isEmpty() ? this : new ResultTable(columns, kept, true, origins);
    }

    private static List<String> key(Row row, int keys) {
        return IntStream.range(0, keys)
                .mapToObj(i -> String.valueOf(row.get(i)))
                .toList();
    }

    Html html() {
        return html(Html::breakable);
    }

    /** With names that are not parted at their underscores. */
    Html wholeWords() {
        return html(Html::text);
    }

    /** With the page's names of configurations. */
    Html html(Page page) {
        return html(text -> page.configs().labels().contains(text)
                ? Html.text(page.configs().shortName(text))
                : Html.breakable(text));
    }

    private Html html(Function<String, Html> text) {
        var table = HtmlTable.of("plain", columns.stream().map(this::heading).toList());
        rows.forEach(row -> table.row(IntStream.range(0, columns.size())
                .mapToObj(i -> cell(row, i, text))
                .toList()));
        return isCut
                ? Html.concat(table.html(), Html.tag("p", "note").holding("… and more: see the table in the lake."))
                : table.html();
    }

    private Html heading(String column) {
        int index = columns.indexOf(column);
        boolean isFigure = rows.stream().anyMatch(row -> row.get(index) instanceof Number);
        return isFigure ? HtmlTable.figureHeading(column) : HtmlTable.heading(column);
    }

    private Html cell(Row row, int index, Function<String, Html> text) {
        Object value = row.get(index);
        if (value == null) {
            return HtmlTable.cell(Html.missing(columns.get(index) + ": not known here"));
        }
        if (value instanceof Double number) {
            return HtmlTable.figure(measured(number));
        }
        return value instanceof Number
                ? HtmlTable.figure(value.toString())
                : HtmlTable.cell(text.apply(value.toString()));
    }

    private static Html measured(double value) {
        return Double.isFinite(value) ? Html.text(Figures.decimals(value, 3)) : Html.missing("not a number");
    }
}
