package io.iostrata.jobs.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the script draws: names, curves, and the rows of each chart, column by column. */
final class Charts {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MathContext DIGITS = new MathContext(6);
    private static final MathContext CURVE_DIGITS = new MathContext(4);
    private static final int MOST_LINES = 40;

    private final Page page;

    private Charts(Page page) {
        this.page = page;
    }

    /** JSON that may stand inside a script element. */
    static String json(Page page) {
        var charts = new Charts(page);
        var root = JSON.createObjectNode();
        charts.names(root);
        charts.unlike(root);
        root.set(PercentileSection.CHART, charts.percentiles());
        var tables = root.putObject("tables");
        TableSection.allParts().stream()
                .filter(Part::isChart)
                .forEach(part ->
                        tables.set(part.name(), columns(page.data().tables().get(part.query()))));
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

    /** Configurations in the order of the page, layers outermost first. */
    private void names(ObjectNode root) {
        var configs = root.putArray("configs");
        page.configs().labels().forEach(label -> configs.addObject()
                .put("label", Printable.of(label))
                .put("name", Printable.of(page.configs().shortName(label)))
                .put("heading", Printable.of(page.configs().heading(label)))
                .put("title", Printable.of(Configurations.nonBlank(label))));
        var layers = root.putArray("layers");
        page.names().layers().forEach(layer -> layers.addObject()
                .put("layer", layer.layer())
                .put("passage", layer.passage())
                .put("own", layer.own()));
    }

    /** Pairs of configurations that are not alike: places of the two, and of the words that say how they differ. */
    private void unlike(ObjectNode root) {
        var words = new LinkedHashMap<String, Integer>();
        var pairs = root.putArray("unlike");
        var labels = page.configs().labels();
        Stream.concat(page.data().headlines().stream(), page.data().comparisons().stream())
                .collect(Collectors.toMap(
                        Comparison::pair, c -> Likeness.of(c), (same, again) -> same, LinkedHashMap::new))
                .forEach((pair, likeness) -> {
                    int baseline = labels.indexOf(pair.baseline());
                    int candidate = labels.indexOf(pair.candidate());
                    if (!likeness.isAlike() && baseline >= 0 && candidate >= 0) {
                        int place = words.computeIfAbsent(likeness.inWords(), each -> words.size());
                        pairs.addArray().add(baseline).add(candidate).add(place);
                    }
                });
        var said = root.putArray("unlikeWords");
        words.keySet().forEach(each -> said.add(Printable.of(each)));
    }

    private static ObjectNode columns(ResultTable table) {
        var node = JSON.createObjectNode().put("isCut", table.isCut());
        node.put("rows", table.rows().size());
        var columns = node.putArray("columns");
        for (int i = 0; i < table.columns().size(); i++) {
            int index = i;
            var values = table.rows().stream().map(row -> value(row.get(index))).toList();
            column(columns.addObject().put("name", table.columns().get(i)), values);
        }
        return node;
    }

    /** The values; or, where they repeat, the distinct ones, and which of them each row has. */
    private static void column(ObjectNode column, List<JsonNode> values) {
        var places = new LinkedHashMap<JsonNode, Integer>();
        var at = values.stream()
                .map(value -> places.computeIfAbsent(value, distinct -> places.size()))
                .toList();
        if (places.size() > values.size() / 2) {
            column.putArray("values").addAll(values);
        } else {
            column.putArray("of").addAll(places.keySet());
            column.set("at", stretches(at));
        }
    }

    /** Pairs: a place, and how many rows after each other have it. */
    private static ArrayNode stretches(List<Integer> at) {
        var pairs = JSON.createArrayNode();
        int from = 0;
        for (int i = 1; i <= at.size(); i++) {
            if (i == at.size() || !at.get(i).equals(at.get(from))) {
                pairs.add(at.get(from)).add(i - from);
                from = i;
            }
        }
        return pairs;
    }

    private static JsonNode value(Object value) {
        if (value instanceof String text) {
            return JSON.getNodeFactory().textNode(Printable.of(text));
        }
        if (value instanceof Double number) {
            return Double.isFinite(number)
                    ? JSON.getNodeFactory()
                            .numberNode(BigDecimal.valueOf(number).round(DIGITS))
                    : JSON.getNodeFactory().nullNode();
        }
        return JSON.valueToTree(value);
    }

    private ObjectNode percentiles() {
        var percentiles = JSON.createObjectNode().put("step", PercentileCurve.STEP);
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
        plot.put("name", Printable.of(subject.name()));
        var lines = plot.putArray("lines");
        var ofSubject = page.data().curves().stream()
                .filter(curve -> curve.subject().equals(subject))
                .sorted(Comparator.comparingInt(this::configIndex))
                .toList();
        plot.put("left", Math.max(0, ofSubject.size() - MOST_LINES));
        ofSubject.stream().limit(MOST_LINES).forEach(curve -> line(lines.addObject(), curve));
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
}
