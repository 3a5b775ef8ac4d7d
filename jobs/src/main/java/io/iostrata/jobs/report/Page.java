package io.iostrata.jobs.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/** What every section of a page is made of: the data, the names, and the shapes sections share. */
record Page(ReportData data, LayerNames names, Configurations configs) {
    static Page of(ReportData data, LayerNames names) {
        return new Page(data, names, Configurations.of(data.configs()));
    }

    /** Breakdowns, fastest first. */
    List<Breakdown> breakdowns() {
        return data.breakdowns().stream().sorted(Breakdown.byTotal()).toList();
    }

    /** The chain's configurations in the order of the page. */
    List<String> configsOf(ChainFigures chain) {
        return configs.labels().stream().filter(chain.configs()::contains).toList();
    }

    /** A section with an anchor, a heading and its content. */
    static Html section(String id, String heading, List<Html> content) {
        var head = Html.tag("h2").holding(heading);
        return Html.tag("section").with("id", id).holding(head, Html.concat(content));
    }

    static Html note(String text) {
        return Html.tag("p", "note").holding(text);
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

    /** A patch of the layer's colour. */
    Html swatch(String layer) {
        return Html.tag("span", "swatch slot-" + names.slot(layer))
                .with("aria-hidden", "true")
                .holding("");
    }
}
