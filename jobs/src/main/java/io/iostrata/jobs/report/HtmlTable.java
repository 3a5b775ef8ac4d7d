package io.iostrata.jobs.report;

import java.util.ArrayList;
import java.util.List;

/** A table of a page: text columns to the left, figures to the right. */
final class HtmlTable {
    private final Html head;
    private final List<Html> rows = new ArrayList<>();
    private final String styleClass;

    private HtmlTable(String styleClass, List<Html> cells) {
        this.styleClass = styleClass;
        this.head = Html.tag("thead").holding(Html.tag("tr").holding(cells));
    }

    static HtmlTable of(String styleClass, Html... headCells) {
        return new HtmlTable(styleClass, List.of(headCells));
    }

    static HtmlTable of(String styleClass, List<Html> headCells) {
        return new HtmlTable(styleClass, headCells);
    }

    static Html heading(String text) {
        return Html.tag("th").with("scope", "col").holding(text);
    }

    static Html figureHeading(String text) {
        return figureHeading(Html.text(text));
    }

    static Html figureHeading(Html content) {
        return Html.tag("th", "num").with("scope", "col").holding(content);
    }

    static Html rowHeading(Html content) {
        return Html.tag("th").with("scope", "row").holding(content);
    }

    static Html cell(String text) {
        return cell(Html.text(text));
    }

    static Html cell(Html content) {
        return Html.tag("td").holding(content);
    }

    static Html figure(String text) {
        return figure(Html.text(text));
    }

    static Html figure(Html content) {
        return Html.tag("td", "num").holding(content);
    }

    HtmlTable row(Html... cells) {
        return row(List.of(cells));
    }

    HtmlTable row(List<Html> cells) {
        rows.add(Html.tag("tr").holding(cells));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The table, in a box that scrolls by itself where the page is narrow. */
    Html html() {
        var body = Html.tag("tbody").holding(rows);
        return Html.tag("div", "scroll").holding(Html.tag("table", styleClass).holding(head, body));
    }
}
