package io.iostrata.jobs.report;

import java.util.ArrayList;
import org.apache.spark.sql.SparkSession;

/**
 * A part of a section: the rows of a query as a table that opens on demand, and drawn as a chart where it is one.
 *
 * @param name of the query, {@code name.sql}, and of the chart, {@code charts/name.js}
 * @param note what is seen, in words
 * @param keys a picture is of the rows that agree in so many first columns of the query; 0 where every row stands by itself
 * @param most rows that are brought to the page
 */
record Part(Kind kind, String heading, String name, String note, int keys, int most) {
    /** Rows of a chart that also stand on the page as a table; all of them are in its CSV. */
    private static final int MOST_TABLED = 60;

    /** Rows a chart is drawn from, if nothing else is said. */
    private static final int MOST_DRAWN = 5000;

    enum Kind {
        TABLE,
        CHART
    }

    static Part table(String heading, String name, String note) {
        return new Part(Kind.TABLE, heading, name, note, 0, ResultTable.MOST_ROWS);
    }

    static Part chart(String heading, String name, String note) {
        return new Part(Kind.CHART, heading, name, note, 0, MOST_DRAWN);
    }

    /** The same, a picture of the rows that agree in so many first columns: where the query is cut, none is half drawn. */
    Part by(int columns) {
        return new Part(kind, heading, name, note, columns, most);
    }

    /** The same, with room for so many rows. */
    Part upTo(int rows) {
        return new Part(kind, heading, name, note, keys, rows);
    }

    String query() {
        return name + ".sql";
    }

    /** Brings no more rows here than the page has room for. */
    ResultTable read(SparkSession spark) {
        return ResultTable.of(spark, query(), most).whole(keys);
    }

    boolean isChart() {
        return kind == Kind.CHART;
    }

    /** Nothing where the query has no row. */
    Html of(Page page) {
        var table = page.data().tables().get(query());
        if (table.isEmpty()) {
            return Html.NOTHING;
        }
        return isChart() ? chart(page, table) : Page.folded(summary(heading, table, most), tableWith(page, table));
    }

    private Html chart(Page page, ResultTable table) {
        var content = new ArrayList<Html>();
        content.add(Html.tag("h3").holding(heading));
        content.add(Page.note(note));
        content.add(ChartFrame.of(name, heading + ". " + note + " The figures are in the table below."));
        content.add(Page.folded(
                summary("As a table", table, MOST_TABLED),
                table.first(MOST_TABLED).html(page)));
        content.add(page.definitions(query()));
        return Html.tag("div", "part").holding(content);
    }

    private Html tableWith(Page page, ResultTable table) {
        return Html.concat(Page.note(note), table.html(page), page.definitions(query()));
    }

    private static Html summary(String heading, ResultTable table, int shown) {
        String all = table.rows().size() + (table.isCut() ? "+" : "");
        String count = table.rows().size() > shown ? " first " + shown + " of " + all : " " + all;
        return Html.concat(Html.text(heading), Html.tag("span", "aside").holding(count));
    }
}
