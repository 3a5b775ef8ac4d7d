package io.iostrata.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** The breakdown as plain text for the terminal: the latency page's tables, a block for each configuration. */
public final class BreakdownText {
    private static final String CONTROL_MARK = " !";
    private static final String NO_MARK = "  ";
    private static final String NONE = "-";
    private static final int MOST_COLUMNS = 6;

    private final ReportOptions options;
    private final int limit;

    /**
     * A printer of breakdowns.
     *
     * @param limit most configurations to print; the others are counted
     */
    public BreakdownText(ReportOptions options, int limit) {
        this.options = options;
        this.limit = limit;
    }

    /** Every configuration of the views layer_breakdown and stage_breakdown, up to the limit. */
    public String of(SparkSession spark) {
        return of(spark, config -> true);
    }

    /** The configurations whose label is wanted. */
    public String of(SparkSession spark, Predicate<String> wanted) {
        var breakdowns = ReportData.breakdowns(spark).stream()
                .filter(breakdown -> wanted.test(breakdown.key().config()))
                .toList();
        var chains = ReportData.chains(spark).stream()
                .map(chain -> chain.only(wanted))
                .filter(chain -> !chain.figures().isEmpty())
                .toList();
        if (breakdowns.isEmpty() && chains.isEmpty()) {
            return "No layer of any configuration has a figure yet.\n";
        }
        return String.join(
                "\n",
                Stream.concat(layers(breakdowns).stream(), chains.stream().map(this::stages))
                        .toList());
    }

    private List<String> layers(List<Breakdown> breakdowns) {
        var blocks = new ArrayList<>(
                breakdowns.stream().limit(limit).map(this::block).toList());
        more(breakdowns.size()).ifPresent(blocks::add);
        return blocks;
    }

    private Optional<String> more(int size) {
        return size <= limit ? Optional.empty() : Optional.of("… and " + (size - limit) + " more: see report\n");
    }

    private String block(Breakdown breakdown) {
        var title = Configurations.nonBlank(breakdown.key().config()) + "  (" + breakdown.pairingInWords() + "; "
                + Figures.counted(breakdown.sets(), "set") + ", " + Figures.counted(breakdown.runs(), "run") + ")";
        return Printable.of(title) + "\n\n" + cumulative(breakdown) + "\n" + deltas(breakdown) + notes(breakdown);
    }

    private String cumulative(Breakdown breakdown) {
        var table = new TextTable().row("Layer", "Cumulative latency (ns)", "Guest benchmark control (ns)" + NO_MARK);
        for (var layer : breakdown.layers()) {
            table.row(options.names().passage(layer.layer()), ns(layer.cumulativeNs()), control(breakdown, layer));
        }
        return table.lines();
    }

    private static String control(Breakdown breakdown, LayerFigure layer) {
        return layer.controlNs().isEmpty()
                ? NONE + NO_MARK
                : ns(layer.controlNs()) + (breakdown.controlDiffers(layer) ? CONTROL_MARK : NO_MARK);
    }

    private String deltas(Breakdown breakdown) {
        var table = new TextTable().row("Layer", "Delta (ns)", "Delta (%)");
        for (var layer : breakdown.ownTimes()) {
            table.row(
                    options.names().own(layer.layer(), layer.deltaTo()),
                    ns(layer.deltaNs()),
                    percent(layer.shareOfTotal()));
        }
        return table.lines();
    }

    private static String notes(Breakdown breakdown) {
        var notes = new StringBuilder();
        if (breakdown.overhead().isPresent()) {
            notes.append("Guest benchmark over host benchmark: ")
                    .append(Figures.signedPercent(breakdown.overhead().getAsDouble()))
                    .append('\n');
        }
        if (breakdown.anyControlDiffers()) {
            notes.append("! control differs from the guest benchmark by more than 5 %\n");
        }
        return notes.isEmpty() ? "" : "\n" + notes;
    }

    private String stages(ChainFigures chain) {
        var configs = chain.configs().stream().limit(limit).toList();
        var columns = new Configurations(configs);
        var tables = new StringBuilder();
        for (int from = 0; from < configs.size(); from += MOST_COLUMNS) {
            tables.append(from == 0 ? "" : "\n");
            tables.append(stages(chain, configs.subList(from, Math.min(from + MOST_COLUMNS, configs.size())), columns));
        }
        return tables + key(columns) + more(chain.configs().size()).orElse("");
    }

    private static String stages(ChainFigures chain, List<String> configs, Configurations columns) {
        var table = new TextTable();
        table.row(prepend(chain.chain() + " (µs)", configs.stream().map(columns::shortName)));
        for (var stage : chain.stages()) {
            table.row(prepend(stageName(stage), configs.stream().map(config -> us(chain.meanNs(config, stage)))));
        }
        table.row(prepend("total", configs.stream().map(config -> us(chain.totalNs(config)))));
        return table.lines();
    }

    private static String stageName(ChainFigures.Stage stage) {
        return stage.inTotal() ? stage.name() : stage.name() + " (not in the total)";
    }

    private static String key(Configurations columns) {
        if (!columns.isNumbered()) {
            return "";
        }
        var key = new StringBuilder();
        columns.labels().forEach(label -> key.append(columns.shortName(label))
                .append(": ")
                .append(Printable.of(label))
                .append('\n'));
        return key.toString();
    }

    private static List<String> prepend(String first, Stream<String> others) {
        return Stream.concat(Stream.of(first), others).toList();
    }

    private static String ns(OptionalDouble ns) {
        return ns.isEmpty() ? NONE : Figures.ns(ns.getAsDouble());
    }

    private static String us(OptionalDouble ns) {
        return ns.isEmpty() ? NONE : Figures.us(ns.getAsDouble());
    }

    private static String percent(OptionalDouble ratio) {
        return ratio.isEmpty() ? NONE : Figures.percent(ratio.getAsDouble());
    }
}
