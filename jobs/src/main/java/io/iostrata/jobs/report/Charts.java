package io.iostrata.jobs.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;

/** The page's diagrams as ECharts options without colours, which the script adds from the style sheet. */
final class Charts {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MathContext DIGITS = new MathContext(6);
    private static final MathContext CURVE_DIGITS = new MathContext(4);
    private static final int MOST_BARS = 60;
    private static final int MOST_LINES = 40;

    private final Page page;

    private Charts(Page page) {
        this.page = page;
    }

    /** JSON that may stand inside a script element. */
    static String json(Page page) {
        var charts = new Charts(page);
        var root = JSON.createObjectNode();
        root.set("comparison", charts.hostAgainstGuest());
        root.set("breakdown", charts.stackedTime());
        root.set("percentiles", charts.percentiles());
        return inert(root);
    }

    /** No character of the text can end the element or begin a comment. */
    static String inert(ObjectNode node) {
        try {
            return JSON.writeValueAsString(node)
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026")
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Invalid chart: " + e.getMessage() + " (expected plain JSON)", e);
        }
    }

    private ObjectNode hostAgainstGuest() {
        var breakdowns = shown(b -> b.totalNs().isPresent() || b.baselineNs().isPresent());
        var chart = bars(breakdowns);
        chart.withObject("option").putArray("series");
        add(chart, breakdowns, Breakdown.TOTAL, Breakdown::totalNs);
        add(chart, breakdowns, Breakdown.BASELINE, Breakdown::baselineNs);
        return chart;
    }

    /** A benchmark's bars; none where no configuration has it. */
    private void add(
            ObjectNode chart, List<Breakdown> breakdowns, String layer, Function<Breakdown, OptionalDouble> figure) {
        if (breakdowns.stream().map(figure).anyMatch(OptionalDouble::isPresent)) {
            var series = chart.withObject("option").withArray("series");
            var data = bar(series, page.names().passage(layer), benchmarkSlot(layer), chart);
            breakdowns.forEach(breakdown -> put(data, figure.apply(breakdown)));
        }
    }

    /** The bare host has the colour of what it measures: the innermost layer's. */
    private int benchmarkSlot(String layer) {
        return layer.equals(Breakdown.BASELINE)
                ? page.names().layers().size() - 1
                : page.names().slot(layer);
    }

    private ObjectNode stackedTime() {
        var breakdowns = shown(b -> !b.ownTimes().isEmpty());
        var chart = bars(breakdowns);
        var series = chart.withObject("option").putArray("series");
        var layers = breakdowns.stream()
                .flatMap(breakdown -> breakdown.ownTimes().stream())
                .map(LayerFigure::layer)
                .distinct()
                .sorted(Comparator.comparingInt(page.names()::slot))
                .toList();
        for (var layer : layers) {
            var data = bar(series, page.names().ownName(layer), page.names().slot(layer), chart);
            ((ObjectNode) series.get(series.size() - 1)).put("stack", "time");
            breakdowns.forEach(breakdown -> data.add(stacked(breakdown, layer)));
        }
        return chart;
    }

    private ObjectNode stacked(Breakdown breakdown, String layer) {
        var item = JSON.createObjectNode();
        var own = breakdown.ownTimes().stream()
                .filter(l -> l.layer().equals(layer))
                .findFirst();
        own.ifPresentOrElse(
                figure -> {
                    item.put("value", us(figure.deltaNs().orElse(0), DIGITS));
                    item.put("name", Printable.of(page.names().own(layer, figure.deltaTo())));
                    item.put("share", Figures.percent(figure.shareOfTotal().orElse(Double.NaN)));
                    item.put("merged", !page.names().isWhole(layer, figure.deltaTo()));
                },
                () -> item.putNull("value"));
        return item;
    }

    private List<Breakdown> shown(Predicate<Breakdown> isMeasured) {
        return page.breakdowns().stream().filter(isMeasured).limit(MOST_BARS).toList();
    }

    /** A horizontal bar chart without series; {@code titles} are the full labels, {@code slots} the colours. */
    private ObjectNode bars(List<Breakdown> breakdowns) {
        var chart = JSON.createObjectNode();
        chart.putArray("slots");
        var titles = chart.putArray("titles");
        var option = chart.putObject("option");
        option.putObject("xAxis").put("type", "value").put("name", "µs per request");
        var rows = option.putObject("yAxis")
                .put("type", "category")
                .put("inverse", true)
                .putArray("data");
        for (var breakdown : breakdowns) {
            String config = breakdown.key().config();
            rows.add(Printable.of(page.configs().shortName(config) + pairingMark(breakdown)));
            titles.add(Printable.of(Configurations.nonBlank(config) + " (" + breakdown.pairingInWords() + ")"));
        }
        return chart;
    }

    private String pairingMark(Breakdown breakdown) {
        long pairings = page.data().breakdowns().stream()
                .filter(other -> other.key().config().equals(breakdown.key().config()))
                .count();
        return pairings > 1 ? " · " + breakdown.key().pairing().replace('_', ' ') : "";
    }

    private static ArrayNode bar(ArrayNode series, String name, int slot, ObjectNode chart) {
        chart.withArray("slots").add(slot);
        return series.addObject()
                .put("type", "bar")
                .put("name", Printable.of(name))
                .putArray("data");
    }

    private static void put(ArrayNode data, OptionalDouble ns) {
        ns.ifPresentOrElse(value -> data.add(us(value, DIGITS)), data::addNull);
    }

    private ObjectNode percentiles() {
        var percentiles = JSON.createObjectNode().put("step", PercentileCurve.STEP);
        var configs = percentiles.putArray("configs");
        page.configs().labels().forEach(label -> configs.addObject()
                .put("name", Printable.of(page.configs().shortName(label)))
                .put("title", Printable.of(Configurations.nonBlank(label))));
        var plots = percentiles.putArray("plots");
        for (var subject : subjects()) {
            plots.add(plot(subject));
        }
        return percentiles;
    }

    /** What has curves: layers outermost first, then totals and stages. */
    private List<PercentileCurve.Subject> subjects() {
        var subjects = new ArrayList<>(page.data().curves().stream()
                .map(PercentileCurve::subject)
                .distinct()
                .toList());
        subjects.sort(Comparator.comparingInt((PercentileCurve.Subject s) ->
                        List.of("layer", "total", "stage").indexOf(s.level()))
                .thenComparingInt(s -> page.names().slot(s.name())));
        return subjects;
    }

    private ObjectNode plot(PercentileCurve.Subject subject) {
        var plot = JSON.createObjectNode().put("level", subject.level());
        plot.put(
                "name",
                Printable.of(subject.level().equals("layer") ? page.names().passage(subject.name()) : subject.name()));
        var lines = plot.putArray("lines");
        page.data().curves().stream()
                .filter(curve -> curve.subject().equals(subject))
                .sorted(Comparator.comparingInt(this::configIndex))
                .limit(MOST_LINES)
                .forEach(curve -> line(lines.addObject(), curve));
        return plot;
    }

    private void line(ObjectNode line, PercentileCurve curve) {
        line.put("config", configIndex(curve));
        line.put("runs", curve.runs()).put("count", curve.count());
        var us = line.putArray("us");
        curve.us().forEach(value -> us.add(new BigDecimal(value).round(CURVE_DIGITS)));
    }

    private int configIndex(PercentileCurve curve) {
        return page.configs().labels().indexOf(curve.config());
    }

    private static BigDecimal us(double ns, MathContext digits) {
        return BigDecimal.valueOf(ns / 1000).round(digits);
    }
}
