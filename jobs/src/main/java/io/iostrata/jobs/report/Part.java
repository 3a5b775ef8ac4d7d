package io.iostrata.jobs.report;

import java.util.ArrayList;
import org.apache.spark.sql.SparkSession;

/**
 * A part of a section: the rows of a query as a table that opens on demand, and drawn as a chart where it is one.
 *
 * @param name of the query, {@code name.sql}, and of the chart, {@code charts/name.js}
 * @param note what is seen, in words
 * @param most rows that are brought to the page
 */
record Part(Kind kind, String heading, String name, String note, int most) {
    /** Rows of a chart that also stand on the page as a table; all of them are in its CSV. */
    private static final int MOST_TABLED = 60;

    /** Rows a chart is drawn from, if nothing else is said. */
    private static final int MOST_DRAWN = 5000;

    /** A chart's switches choose by its query's first columns. */
    private static final int KEYS = 3;

    enum Kind {
        TABLE,
        CHART
    }

    static Part table(String heading, String name, String note) {
        return new Part(Kind.TABLE, heading, name, note, ResultTable.MOST_ROWS);
    }

    static Part chart(String heading, String name, String note) {
        return new Part(Kind.CHART, heading, name, note, MOST_DRAWN);
    }

    /** The same, with room for so many rows. */
    Part upTo(int rows) {
        return new Part(kind, heading, name, note, rows);
    }

    String query() {
        return name + ".sql";
    }

    /** Brings no more rows here than the page has room for. */
    ResultTable read(SparkSession spark) {
        var rows = ResultTable.of(spark, query(), most);
        return isChart() ? rows.whole(KEYS) : rows;
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
        return isChart() ? chart(page, table) : Page.folded(summary(heading, table), tableWith(page, table));
    }

    private Html chart(Page page, ResultTable table) {
        var content = new ArrayList<Html>();
        content.add(Html.tag("h3").holding(heading));
        content.add(Page.note(note));
        content.add(ChartFrame.of(name, heading + ". " + note + " The figures are in the table below."));
        content.add(Page.folded(
                summary("As a table", table), table.first(MOST_TABLED).html(page)));
        content.add(page.definitions(query()));
        return Html.tag("div", "part").holding(content);
    }

    private Html tableWith(Page page, ResultTable table) {
        return Html.concat(Page.note(note), table.html(page), page.definitions(query()));
    }

    private static Html summary(String heading, ResultTable table) {
        String count = " " + table.rows().size() + (table.isCut() ? "+" : "");
        return Html.concat(Html.text(heading), Html.tag("span", "aside").holding(count));
    }
}
