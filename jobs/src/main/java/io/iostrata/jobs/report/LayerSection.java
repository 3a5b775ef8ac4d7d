package io.iostrata.jobs.report;

import java.util.ArrayList;
import java.util.List;

/** The page's two tables for each configuration: cumulative latencies with their control, and own times. */
final class LayerSection {
    private static final int MOST_OPEN = 4;

    private LayerSection() {}

    static Section of(Page page) {
        var breakdowns = page.breakdowns();
        var content = new ArrayList<Html>();
        content.add(
                Page.note("Cumulative: a layer and everything below it. Delta: the layer's own time, its cumulative "
                        + "minus the next inner layer's; a layer without one is not in most sets, or its spans are not a "
                        + "request each. Sets: measurements behind the figure. Control: what the guest's benchmark itself measured in the run that "
                        + "traced the layer; a warning marks one more than 5 % off."));
        for (int i = 0; i < breakdowns.size(); i++) {
            var breakdown = breakdowns.get(i);
            var tables = tables(page, breakdown);
            var summary = summary(page, breakdown);
            content.add(i < MOST_OPEN ? Page.unfolded(summary, tables) : Page.folded(summary, tables));
        }
        if (breakdowns.isEmpty()) {
            content.add(Page.note("No configuration has a layer breakdown."));
        }
        content.add(Page.definedBelow());
        return new Section("layers", "Layer by layer", content);
    }

    private static Html summary(Page page, Breakdown breakdown) {
        String aside = breakdown.pairingInWords() + "; " + breakdown.counts();
        var warning = breakdown.anyControlDiffers() ? warning("a control differs by more than 5 %") : Html.NOTHING;
        var negative = breakdown.ownTimes().stream().anyMatch(LayerFigure::isNegative) ? negative() : Html.NOTHING;
        return Html.concat(
                page.configs().full(breakdown.key().config()),
                Html.text(" "),
                Html.tag("span", "aside").holding(aside),
                warning,
                negative);
    }

    private static Html tables(Page page, Breakdown breakdown) {
        var note = breakdown.unevenness(page.names()).map(words -> Page.note("Of this configuration " + words + "."));
        return Html.concat(
                note.orElse(Html.NOTHING),
                Html.tag("div", "pair").holding(cumulative(page, breakdown), deltas(page, breakdown)));
    }

    private static Html cumulative(Page page, Breakdown breakdown) {
        var table = HtmlTable.of(
                "layers",
                HtmlTable.heading("Layer"),
                HtmlTable.figureHeading("Cumulative latency (ns)"),
                HtmlTable.figureHeading("Guest benchmark control (ns)"),
                HtmlTable.figureHeading("Sets"));
        for (var layer : breakdown.layers()) {
            table.row(
                    HtmlTable.rowHeading(Html.text(page.names().passage(layer.layer()))),
                    Page.figure(layer.cumulativeNs(), Figures::ns, "not measured"),
                    HtmlTable.figure(control(breakdown, layer)),
                    HtmlTable.figure(Long.toString(layer.sets())));
        }
        return table.html();
    }

    private static Html control(Breakdown breakdown, LayerFigure layer) {
        var control = Page.value(layer.controlNs(), Figures::ns, noControl(layer));
        return breakdown.controlDiffers(layer) ? Html.concat(warning(difference(breakdown, layer)), control) : control;
    }

    private static String noControl(LayerFigure layer) {
        return switch (layer.layer()) {
            case Breakdown.TOTAL -> "the guest benchmark is what controls are held against";
            case Breakdown.BASELINE -> "no guest runs during the host benchmark";
            default -> "the run that traced this layer has no benchmark result";
        };
    }

    private static String difference(Breakdown breakdown, LayerFigure layer) {
        double ratio = layer.controlNs().orElseThrow() / breakdown.totalNs().orElseThrow() - 1;
        return "the control differs from the guest benchmark by " + Figures.signedPercent(ratio);
    }

    private static Html warning(String reason) {
        return Html.tag("span", "warning")
                .with("title", reason)
                .with("role", "img")
                .with("aria-label", reason)
                .holding("▲ ");
    }

    private static Html delta(LayerFigure layer) {
        var delta = Page.value(layer.deltaNs(), Figures::ns, "not measured");
        return layer.isNegative() ? Html.concat(negative(), delta) : delta;
    }

    private static Html negative() {
        return warning("the inner layer took longer than the outer one");
    }

    private static Html deltas(Page page, Breakdown breakdown) {
        var table = HtmlTable.of(
                "layers",
                HtmlTable.heading("Layer"),
                HtmlTable.figureHeading("Delta (ns)"),
                HtmlTable.figureHeading("Delta (%)"),
                HtmlTable.figureHeading("Sets"));
        for (var layer : breakdown.ownTimes()) {
            String name = page.names().own(layer.layer(), layer.deltaTo());
            table.row(List.of(
                    HtmlTable.rowHeading(Html.concat(page.swatch(layer.layer()), Html.text(name))),
                    HtmlTable.figure(delta(layer)),
                    Page.figure(layer.shareOfTotal(), Figures::percent, "no guest benchmark to take a share of"),
                    HtmlTable.figure(Long.toString(layer.deltaSets()))));
        }
        return table.html();
    }
}
