package io.iostrata.jobs.report;

import io.iostrata.schemas.tables.ComparisonTable;
import io.iostrata.schemas.tables.LayerBreakdownTable;
import io.iostrata.schemas.tables.ObserverEffectTable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** One pair of configurations in the terminal: whole requests, then layers, own times, phases and stages. */
public final class ComparisonText {
    private static final List<String> LEVELS = List.of("benchmark", "total", "layer", "layer_own", "phase", "stage");
    private static final List<String> PHASES = List.of("submit", "io", "completion", "notify");
    private static final List<String> STATISTICS = List.of("mean", "p50", "p90", "p99", "p999");
    private static final String NONE = "-";

    private final LayerNames names;
    private final Rows printed;

    /** Which rows are printed. */
    public enum Rows {
        /** Means of whole requests, own times and phases, and of stages that both sides have. */
        FIRST,
        ALL
    }

    public ComparisonText(ReportOptions options, Rows printed) {
        this.names = options.names();
        this.printed = printed;
    }

    /** The rows of the view comparisons of that pair. */
    public String of(SparkSession spark, String baseline, String candidate) {
        var rows = ReportData.comparisons(spark, new Comparison.Pair(baseline, candidate));
        if (rows.isEmpty()) {
            return "No figure of either: run iostrata analyze first.\n";
        }
        var stages = ReportData.chains(spark).stream()
                .flatMap(chain -> chain.stages().stream().map(stage -> chain.chain() + "/" + stage.name()))
                .distinct()
                .toList();
        return NotAnalyzed.notice(spark).map(words -> words + "\n\n").orElse("")
                + Printable.ofLines(List.of("baseline   " + baseline, "candidate  " + candidate))
                + confounders(rows)
                + "\n"
                + Printable.ofLines(Stream.concat(
                                tracing(spark, baseline, candidate).stream(), ComparisonAnswer.of(rows, names).stream())
                        .toList())
                + "\n"
                + table(rows.stream()
                        .filter(this::isPrinted)
                        .sorted(order(stages))
                        .toList())
                + more(spark, rows)
                + left(rows);
    }

    /** Where the difference comes from, how the distribution moves, and what changed in the course of the runs. */
    private String more(SparkSession spark, List<Comparison> rows) {
        var pair = rows.get(0).pair();
        var whole = rows.stream()
                .filter(row -> printed == Rows.ALL
                        || List.of("benchmark", "total").contains(row.subject().level()))
                .sorted(order(List.of()))
                .toList();
        return Stream.of(
                        String.join("", new WaterfallText(names).of(spark, pair)),
                        String.join("", new DistributionText(names).of(spark, whole)),
                        Printable.ofLines(new HistoryText(names).of(spark, pair)))
                .filter(part -> !part.isEmpty())
                .map(part -> "\n" + part)
                .collect(Collectors.joining());
    }

    /** What tracing did to the benchmark of either, where some of its runs were not traced. */
    private List<String> tracing(SparkSession spark, String baseline, String candidate) {
        return spark
                .sql(
                        "select * from observer_effects where config in (:baseline, :candidate) order by config, layer",
                        Map.of("baseline", baseline, "candidate", candidate))
                .collectAsList()
                .stream()
                .map(this::tracing)
                .toList();
    }

    private String tracing(Row row) {
        double untracedNs = Cells.number(row, ObserverEffectTable.UNTRACED_NS).orElse(0);
        double diffNs = Cells.number(row, ComparisonTable.DIFF_NS).orElse(0);
        return "Tracing %s in %s: the benchmark %s ns%s; %s"
                .formatted(
                        names.passage(Cells.text(row, ObserverEffectTable.LAYER)),
                        Cells.text(row, LayerBreakdownTable.CONFIG),
                        Figures.signedNs(diffNs),
                        untracedNs > 0 ? " (" + Figures.signedPercent(diffNs / untracedNs) + ")" : "",
                        Cells.optionalText(row, ComparisonTable.VERDICT).orElse("not tested"));
    }

    private String left(List<Comparison> rows) {
        long left = rows.stream().filter(row -> !isPrinted(row)).count();
        return left == 0
                ? ""
                : "\n" + left + " more figures (percentiles, layers with all below them, stages of one side): --all\n";
    }

    private Comparator<Comparison> order(List<String> stages) {
        return Comparator.comparingInt(
                        (Comparison c) -> STATISTICS.indexOf(c.subject().statistic()))
                .thenComparing(c -> c.subject().pairing(), Comparator.reverseOrder())
                .thenComparingInt(c -> LEVELS.indexOf(c.subject().level()))
                .thenComparingInt(c -> place(c.subject(), stages))
                .thenComparing(c -> c.subject().name());
    }

    private int place(Comparison.Subject subject, List<String> stages) {
        return switch (subject.level()) {
            case "phase" -> PHASES.indexOf(subject.name());
            case "stage" -> stages.indexOf(subject.name());
            default -> names.slot(subject.name());
        };
    }

    private boolean isPrinted(Comparison c) {
        return printed == Rows.ALL
                || (c.subject().statistic().equals("mean")
                        && !c.subject().level().equals("layer")
                        && (c.diffNs().isPresent() || !c.subject().level().equals("stage")));
    }

    private String table(List<Comparison> rows) {
        boolean anyTested = rows.stream().anyMatch(row -> row.verdict().isPresent());
        var table = new TextTable();
        table.row(tested(
                List.of("", "Baseline (ns)", "Candidate (ns)", "Difference (ns)", "%", "Runs"),
                anyTested,
                List.of(
                        rows.stream().map(Comparison::intervalName).findFirst().orElse("Interval") + " (ns)",
                        "Verdict")));
        for (var row : rows) {
            table.row(tested(
                    figures(row),
                    anyTested,
                    List.of(
                            interval(row),
                            row.verdict()
                                            .orElse(
                                                    row.isOfTwoDepths()
                                                            ? "not compared: down to different layers"
                                                            : "not tested")
                                    + (row.isUncalled() ? Comparison.UNCALLED_MARK : ""))));
        }
        boolean anySome = rows.stream().anyMatch(row -> !row.subject().runSets().isEmpty());
        return table.lines()
                + (rows.stream().anyMatch(Comparison::isUncalled) ? "\n" + Comparison.UNCALLED + "\n" : "")
                + (anyTested ? "" : "\nNo test was made: differences may be chance.\n")
                + (anySome
                        ? "\n* not all runs of the configuration, or of an own time sets, have it: column run_sets of comparisons\n"
                        : "");
    }

    private static List<String> tested(List<String> cells, boolean anyTested, List<String> more) {
        return anyTested ? Stream.concat(cells.stream(), more.stream()).toList() : cells;
    }

    private List<String> figures(Comparison row) {
        var subject = row.subject();
        String pairing = subject.pairing().equals("across_runs") ? " (one layer a run)" : "";
        return List.of(
                ComparisonSection.subject(subject, names) + pairing,
                ns(row.baselineNs()),
                ns(row.candidateNs()),
                row.diffNs().isEmpty() ? NONE : Figures.signedNs(row.diffNs().getAsDouble()),
                row.diffRatio().isEmpty()
                        ? NONE
                        : Figures.signedPercent(row.diffRatio().getAsDouble()),
                subject.baselineRuns() + " / " + subject.candidateRuns()
                        + (subject.runSets().isEmpty() ? "" : " *"));
    }

    private static String interval(Comparison c) {
        return c.diffLoNs().isEmpty() || c.diffHiNs().isEmpty()
                ? NONE
                : Figures.signedNs(c.diffLoNs().getAsDouble()) + " … "
                        + Figures.signedNs(c.diffHiNs().getAsDouble());
    }

    private static String confounders(List<Comparison> rows) {
        var keys = rows.stream()
                .map(c -> c.subject().confounders())
                .filter(k -> !k.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
        return "also different: " + Printable.of(keys.isEmpty() ? "nothing" : keys) + "\n";
    }

    private static String ns(OptionalDouble ns) {
        return ns.isEmpty() ? NONE : Figures.ns(ns.getAsDouble());
    }
}
