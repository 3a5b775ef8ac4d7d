package io.iostrata.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The page's two tables in the terminal: of one breakdown as they are, of several side by side. */
final class LayerText {
    static final String NONE = "-";

    private static final String CONTROL_MARK = " !";
    private static final String NEGATIVE_MARK = " *";
    private static final String NO_MARK = "  ";
    private static final String UNEVEN_MARK = " †";

    private final LayerNames names;
    private final Configurations configs;
    private final List<Breakdown> breakdowns;
    private final boolean namesPairing;

    /** Tables of a few breakdowns; their columns name the pairing where one configuration has both. */
    LayerText(LayerNames names, Configurations configs, List<Breakdown> breakdowns, boolean namesPairing) {
        this.names = names;
        this.configs = configs;
        this.breakdowns = List.copyOf(breakdowns);
        this.namesPairing = namesPairing;
    }

    String lines() {
        return cumulative() + "\n" + deltas() + notes();
    }

    private String cumulative() {
        var table = new TextTable().row(cumulativeHead());
        var layers = MergedOrder.merged(breakdowns.stream()
                .map(b -> b.layers().stream().map(LayerFigure::layer).toList())
                .toList());
        for (var layer : layers) {
            var cells = new ArrayList<>(List.of(names.passage(layer)));
            for (var breakdown : breakdowns) {
                var figure = breakdown.layers().stream()
                        .filter(l -> l.layer().equals(layer))
                        .findFirst();
                cells.add(figure.map(l -> ns(l.cumulativeNs())).orElse(NONE));
                cells.add(figure.map(l -> control(breakdown, l)).orElse(NONE + NO_MARK));
            }
            table.row(cells);
        }
        return table.lines();
    }

    private List<String> cumulativeHead() {
        if (isAlone()) {
            return List.of(
                    "Layer",
                    "Cumulative latency (ns)" + uneven(breakdowns.get(0)),
                    "Guest benchmark control (ns)" + NO_MARK);
        }
        var head = new ArrayList<>(List.of("Cumulative latency (ns)"));
        for (var breakdown : breakdowns) {
            head.add(column(breakdown));
            head.add("control" + NO_MARK);
        }
        return head;
    }

    private static String control(Breakdown breakdown, LayerFigure layer) {
        return layer.controlNs().isEmpty()
                ? NONE + NO_MARK
                : ns(layer.controlNs()) + (breakdown.controlDiffers(layer) ? CONTROL_MARK : NO_MARK);
    }

    private String deltas() {
        var table = new TextTable().row(deltaHead());
        var layers = MergedOrder.merged(breakdowns.stream().map(this::ownNames).toList());
        for (var own : layers) {
            var cells = new ArrayList<>(List.of(own));
            for (var breakdown : breakdowns) {
                var figure = breakdown.ownTimes().stream()
                        .filter(layer ->
                                names.own(layer.layer(), layer.deltaTo()).equals(own))
                        .findFirst();
                cells.add(figure.map(layer -> ns(layer.deltaNs())).orElse(NONE));
                cells.add(figure.map(LayerText::share).orElse(NONE + NO_MARK));
            }
            table.row(cells);
        }
        return table.lines();
    }

    private List<String> ownNames(Breakdown breakdown) {
        return breakdown.ownTimes().stream()
                .map(layer -> names.own(layer.layer(), layer.deltaTo()))
                .distinct()
                .toList();
    }

    private List<String> deltaHead() {
        if (isAlone()) {
            return List.of("Layer", "Delta (ns)" + uneven(breakdowns.get(0)), "Delta (%)" + NO_MARK);
        }
        var head = new ArrayList<>(List.of("Delta (ns)"));
        for (var breakdown : breakdowns) {
            head.add(column(breakdown));
            head.add("%" + NO_MARK);
        }
        return head;
    }

    /** The only one there is, so that it needs no name over its column. */
    private boolean isAlone() {
        return breakdowns.size() == 1 && !configs.isNumbered();
    }

    private String column(Breakdown breakdown) {
        String name = configs.shortName(breakdown.key().config());
        return (namesPairing ? name + " " + breakdown.key().pairing().replace('_', ' ') : name) + uneven(breakdown);
    }

    private static String uneven(Breakdown breakdown) {
        return breakdown.isUneven() ? UNEVEN_MARK : "";
    }

    private static String share(LayerFigure layer) {
        return percent(layer.shareOfTotal()) + (layer.isNegative() ? NEGATIVE_MARK : NO_MARK);
    }

    private String notes() {
        var notes = new ArrayList<String>();
        for (var breakdown : breakdowns) {
            overhead(breakdown).ifPresent(notes::add);
        }
        for (var breakdown : breakdowns) {
            breakdown
                    .unevenness(names)
                    .ifPresent(words -> notes.add((isAlone() ? "†" : column(breakdown)) + ": " + words));
            breakdown.passedBy().forEach(layer -> notes.add(noOwnTime(breakdown, layer)));
        }
        if (breakdowns.stream().anyMatch(Breakdown::anyControlDiffers)) {
            notes.add("! control differs from the guest benchmark by more than 5 %");
        }
        if (breakdowns.stream().flatMap(b -> b.ownTimes().stream()).anyMatch(LayerFigure::isNegative)) {
            notes.add("* negative: the inner layer took longer than the outer one");
        }
        return notes.isEmpty() ? "" : "\n" + Printable.ofLines(notes);
    }

    private String noOwnTime(Breakdown breakdown, LayerFigure layer) {
        return (isAlone() ? "" : column(breakdown) + ": ") + names.passage(layer.layer())
                + " has no own time: most sets have none between the layers around it, or its spans are not a request each"
                + " (issues mixed_spans)";
    }

    private Optional<String> overhead(Breakdown breakdown) {
        if (breakdown.overhead().isEmpty()) {
            return Optional.empty();
        }
        String whose = isAlone() ? "" : column(breakdown) + ": ";
        return Optional.of(whose + "Guest benchmark over host benchmark: "
                + Figures.signedPercent(breakdown.overhead().getAsDouble()));
    }

    private static String ns(OptionalDouble ns) {
        return ns.isEmpty() ? NONE : Figures.ns(ns.getAsDouble());
    }

    private static String percent(OptionalDouble ratio) {
        return ratio.isEmpty() ? NONE : Figures.percent(ratio.getAsDouble());
    }
}
