package io.iostrata.jobs.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * The page's two diagrams as one picture without script: the benchmark on the host and in the guest, and the time spent
 * in each layer. SVG 1.1 with the light colours of the report; every text is escaped.
 */
public final class BreakdownFigure {
    private static final int MOST_BARS = 60;
    private static final List<String> FILLS = List.of("#3a6fb5", "#79aede", "#4fb3a1", "#e39a3b", "#8e98a8", "#b07aa8");

    private final ReportOptions options;
    private final Configurations configs;
    private final List<Breakdown> breakdowns;
    private final SvgBars svg = new SvgBars();

    private BreakdownFigure(ReportOptions options, Configurations configs, List<Breakdown> breakdowns) {
        this.options = options;
        this.configs = configs;
        this.breakdowns = List.copyOf(breakdowns);
    }

    /** Both diagrams beneath each other, to be stored as UTF-8. */
    public static String svg(SparkSession spark, ReportOptions options) {
        return svg(spark, options, Diagram.BOTH);
    }

    /** The whole file, to be stored as UTF-8. */
    public static String svg(SparkSession spark, ReportOptions options, Diagram diagram) {
        var breakdowns = ReportData.breakdowns(spark);
        var labels = ReportData.configs(breakdowns, ReportData.chains(spark), ReportData.comparisons(spark));
        var fastestFirst = breakdowns.stream().sorted(Breakdown.byTotal()).toList();
        return new BreakdownFigure(options, Configurations.of(labels), fastestFirst).draw(diagram);
    }

    private String draw(Diagram diagram) {
        if (diagram != Diagram.BREAKDOWN) {
            hostAgainstGuest();
        }
        if (diagram != Diagram.COMPARISON) {
            layers();
        }
        if (configs.isNumbered()) {
            var shown = breakdowns.stream().limit(MOST_BARS).map(b -> b.key().config());
            shown.distinct()
                    .forEach(label -> svg.note(configs.shortName(label) + ": " + Configurations.nonBlank(label)));
        }
        return svg.document(options.title());
    }

    private void hostAgainstGuest() {
        svg.heading("The same benchmark on the host and in the guest (mean latency, µs)");
        svg.legend(List.of(
                new SvgBars.Piece(options.names().passage(Breakdown.TOTAL), FILLS.get(0), 0),
                new SvgBars.Piece(options.names().passage(Breakdown.BASELINE), hostFill(), 0)));
        families(b -> b.totalNs().isPresent() || b.baselineNs().isPresent(), this::benchmarks);
    }

    private void benchmarks(List<Breakdown> family) {
        double longest = family.stream()
                .mapToDouble(b -> Math.max(b.totalNs().orElse(0), b.baselineNs().orElse(0)))
                .max()
                .orElse(0);
        for (var breakdown : family) {
            bar(label(breakdown), breakdown.totalNs(), new SvgBars.Piece("Guest", FILLS.get(0), longest));
            bar("", breakdown.baselineNs(), new SvgBars.Piece("Host", hostFill(), longest));
        }
    }

    /** Draws those that are measured, each family with a scale of its own. */
    private void families(Predicate<Breakdown> isMeasured, Consumer<List<Breakdown>> draw) {
        var measured = breakdowns.stream().filter(isMeasured).toList();
        var drawn = measured.stream().limit(MOST_BARS).toList();
        for (var family : configs.families()) {
            var ofFamily = drawn.stream()
                    .filter(b -> family.labels().contains(b.key().config()))
                    .toList();
            if (!ofFamily.isEmpty() && !family.common().isEmpty() && configs.isNumbered()) {
                svg.gap();
                svg.note("All with " + family.common() + " (one scale)");
            }
            draw.accept(ofFamily);
        }
        svg.gap();
        if (measured.isEmpty()) {
            svg.note("Nothing measured.");
        } else if (measured.size() > drawn.size()) {
            svg.note("The " + drawn.size() + " fastest of " + measured.size() + ".");
        }
    }

    /** A benchmark's bar, as a share of the longest one; none where it was not measured. */
    private void bar(String label, OptionalDouble ns, SvgBars.Piece looks) {
        if (ns.isPresent()) {
            var piece = new SvgBars.Piece(looks.name(), looks.fill(), ns.getAsDouble() / looks.share());
            svg.bar(label, List.of(piece), Figures.us(ns.getAsDouble()) + " µs");
        } else if (!label.isEmpty()) {
            svg.bar(label, List.of(), "no guest benchmark");
        }
    }

    private void layers() {
        svg.heading("Time spent in each layer (own time, µs)");
        svg.legend(options.names().layers().stream()
                .map(name -> new SvgBars.Piece(name.own(), fill(name.layer()), 0))
                .toList());
        families(b -> !b.ownTimes().isEmpty(), this::stacks);
    }

    private void stacks(List<Breakdown> family) {
        double longest =
                family.stream().mapToDouble(BreakdownFigure::drawnNs).max().orElse(0);
        for (var breakdown : family) {
            var pieces = breakdown.ownTimes().stream()
                    .map(layer -> piece(layer, longest))
                    .toList();
            svg.bar(label(breakdown), pieces, sum(breakdown));
            svg.labels(pieces, shares(breakdown));
            svg.note(figures(breakdown));
            breakdown.unevenness(options.names()).ifPresent(words -> svg.note("Mind: " + words + "."));
        }
    }

    /** What is printed in the pieces: their share of the guest's benchmark; of what is drawn where there is none. */
    private static List<String> shares(Breakdown breakdown) {
        double sum = drawnNs(breakdown);
        return breakdown.ownTimes().stream()
                .map(layer -> breakdown.shownShare(layer, ns(layer) / sum))
                .map(share -> Figures.decimals(Math.max(0, share) * 100, 0) + "%")
                .toList();
    }

    /** Every layer's own time in words, for who has neither a pointer nor room in a piece. */
    private String figures(Breakdown breakdown) {
        return breakdown.ownTimes().stream().map(this::figure).collect(Collectors.joining(", "));
    }

    private String figure(LayerFigure layer) {
        var share = layer.shareOfTotal();
        return options.names().own(layer.layer(), layer.deltaTo()) + " "
                + Figures.us(layer.deltaNs().orElse(0))
                + (share.isPresent() ? " (" + Figures.percent(share.getAsDouble()) + ")" : "");
    }

    private SvgBars.Piece piece(LayerFigure layer, double longest) {
        String name = options.names().own(layer.layer(), layer.deltaTo());
        String title = name + ": " + Figures.us(layer.deltaNs().orElse(0)) + " µs";
        return new SvgBars.Piece(title, fill(layer.layer()), ns(layer) / longest);
    }

    private static String sum(Breakdown breakdown) {
        boolean anyNegative = breakdown.ownTimes().stream().anyMatch(LayerFigure::isNegative);
        return Figures.us(drawnNs(breakdown)) + " µs" + (anyNegative ? ", without a negative own time" : "");
    }

    private static double drawnNs(Breakdown breakdown) {
        return breakdown.ownTimes().stream().mapToDouble(BreakdownFigure::ns).sum();
    }

    private static double ns(LayerFigure layer) {
        return Math.max(0, layer.deltaNs().orElse(0));
    }

    private String label(Breakdown breakdown) {
        String config = breakdown.key().config();
        String name = configs.isNumbered()
                ? configs.shortName(config) + "  " + configs.heading(config)
                : configs.shortName(config);
        return name + " (" + breakdown.pairingInWords() + ")";
    }

    private String fill(String layer) {
        return FILLS.get(Math.min(options.names().slot(layer), FILLS.size() - 1));
    }

    /** The bare host has the colour of what it measures: the innermost layer's. */
    private String hostFill() {
        return FILLS.get(Math.min(options.names().layers().size(), FILLS.size()) - 1);
    }
}
