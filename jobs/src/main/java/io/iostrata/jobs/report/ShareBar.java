package io.iostrata.jobs.report;

import java.util.List;
import java.util.Locale;

/** A breakdown as one bar of text and colour, which needs no script. */
final class ShareBar {
    /** Narrower pieces have no room for their percentage. */
    private static final double LABELLED_FROM = 0.07;

    private ShareBar() {}

    static Html of(Page page, Breakdown breakdown) {
        var own = breakdown.ownTimes();
        double sum = own.stream().mapToDouble(ShareBar::width).sum();
        if (sum <= 0) {
            return Html.missing("no layer has a time of its own");
        }
        return Html.tag("div", "bar")
                .holding(own.stream()
                        .map(layer -> piece(page, breakdown, layer, width(layer) / sum))
                        .toList());
    }

    /** Which colour is which layer's. */
    static Html legend(Page page) {
        List<Html> entries = page.names().layers().stream()
                .map(name -> Html.tag("li").holding(page.swatch(name.layer()), Html.text(name.own())))
                .toList();
        return Html.tag("ul", "legend").holding(entries);
    }

    private static Html piece(Page page, Breakdown breakdown, LayerFigure layer, double share) {
        String name = page.names().own(layer.layer(), layer.deltaTo());
        String title = name + ": " + Figures.us(layer.deltaNs().orElse(0)) + " µs";
        boolean isWhole = page.names().isWhole(layer.layer(), layer.deltaTo());
        return Html.tag("span", "slot-" + page.names().slot(layer.layer()) + (isWhole ? "" : " merged"))
                .with("style", String.format(Locale.ROOT, "width:%.3f%%", share * 100))
                .with("title", title)
                .holding(
                        share < LABELLED_FROM
                                ? ""
                                : Figures.decimals(breakdown.shownShare(layer, share) * 100, 0) + "%");
    }

    private static double width(LayerFigure layer) {
        return Math.max(0, layer.deltaNs().orElse(0));
    }
}
