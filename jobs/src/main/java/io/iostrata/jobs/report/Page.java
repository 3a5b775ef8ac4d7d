package io.iostrata.jobs.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** What every section of a page is made of: the data, the names, and the shapes sections share. */
record Page(ReportData data, LayerNames names, Configurations configs) {
    static Page of(ReportData data, LayerNames names) {
        return new Page(data, names, Configurations.of(data.configs()));
    }

    /** Breakdowns, fastest first. */
    List<Breakdown> breakdowns() {
        return data.breakdowns().stream().sorted(Breakdown.byTotal()).toList();
    }

    /**
     * Comparisons of whole requests of two configurations, those asked for among them; where a pair was asked for the other
     * way round than analyze compares it, as it was asked.
     */
    List<Comparison> comparedConfigurations() {
        var labels = Set.copyOf(configs.labels());
        var ofTwo = data.headlines().stream()
                .filter(c -> labels.contains(c.pair().baseline())
                        && labels.contains(c.pair().candidate()))
                .toList();
        var asked =
                ofTwo.stream().filter(Comparison::isAsked).map(Comparison::pair).collect(Collectors.toSet());
        return ofTwo.stream()
                .filter(c -> c.isAsked() || asked.stream().noneMatch(c.pair()::isTurned))
                .toList();
    }

    /** The chain's configurations in the order of the page. */
    List<String> configsOf(ChainFigures chain) {
        return configs.labels().stream().filter(chain.configs()::contains).toList();
    }

    static Html note(String text) {
        return Html.tag("p", "note").holding(text);
    }

    /** The way to what is meant by the figures above it. */
    static Html definedBelow() {
        var link = Html.tag("a").with("href", "#definitions").holding("What these figures are");
        return Html.tag("p", "note").holding(link);
    }

    /** A part that opens on demand. */
    static Html folded(Html summary, Html content) {
        return Html.tag("details").holding(Html.tag("summary").holding(summary), content);
    }

    static Html unfolded(Html summary, Html content) {
        return Html.tag("details")
                .with("open", "open")
                .holding(Html.tag("summary").holding(summary), content);
    }

    static Html figure(OptionalDouble value, DoubleFunction<String> print, String reasonIfMissing) {
        return HtmlTable.figure(value(value, print, reasonIfMissing));
    }

    static Html value(OptionalDouble value, DoubleFunction<String> print, String reasonIfMissing) {
        return value.isEmpty() ? Html.missing(reasonIfMissing) : Html.text(print.apply(value.getAsDouble()));
    }

    /** What the columns of a query are, and the query itself, behind one click. */
    Html definitions(String query) {
        var columns = data.tables().get(query).origins().entrySet().stream()
                .map(column -> Html.concat(
                        Html.tag("dt").holding(column.getKey()), Html.tag("dd").holding(origins(column.getValue()))))
                .toList();
        var lines = Resources.report(query).strip().lines().map(line -> Html.concat(Html.text(line), Html.LINE_END));
        var sql = Html.tag("pre").holding(lines.toList());
        return folded(
                Html.text("What the figures are"),
                Html.concat(
                        note("From the tables' own descriptions, where times are in ns."),
                        Html.tag("dl", "definitions").holding(columns),
                        sql));
    }

    private static Html origins(List<ColumnDocs.Origin> origins) {
        return Html.concat(origins.stream()
                .map(origin -> Html.tag("div")
                        .holding(
                                Html.tag("code")
                                        .holding(origin.table() + "."
                                                + origin.column().name()),
                                Html.text(" " + origin.column().doc())))
                .toList());
    }

    /** A patch of the layer's colour. */
    Html swatch(String layer) {
        return Html.tag("span", "swatch slot-" + names.slot(layer))
                .with("aria-hidden", "true")
                .holding("");
    }
}
