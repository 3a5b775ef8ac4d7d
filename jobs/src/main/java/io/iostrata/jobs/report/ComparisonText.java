package io.iostrata.jobs.report;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** One pair of configurations in the terminal: whole requests, then layers, own times, phases and stages. */
public final class ComparisonText {
    private static final List<String> LEVELS = List.of("benchmark", "total", "layer", "layer_own", "phase", "stage");
    private static final List<String> PHASES = List.of("submit", "io", "completion", "notify");
    private static final List<String> STATISTICS = List.of("mean", "p50", "p90", "p99");
    private static final String NONE = "-";

    private final LayerNames names;

    public ComparisonText(ReportOptions options) {
        this.names = options.names();
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
                + table(rows.stream()
                        .filter(ComparisonText::isPrinted)
                        .sorted(order(stages))
                        .toList());
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

    /** Means of everything, percentiles of whole layers and totals. */
    private static boolean isPrinted(Comparison c) {
        return c.subject().statistic().equals("mean")
                || !List.of("layer_own", "phase", "stage").contains(c.subject().level());
    }

    private String table(List<Comparison> rows) {
        boolean anyTested = rows.stream().anyMatch(row -> row.verdict().isPresent());
        var table = new TextTable();
        table.row(tested(
                List.of("", "Baseline (ns)", "Candidate (ns)", "Difference (ns)", "%", "Runs"),
                anyTested,
                List.of("Interval (ns)", "Verdict")));
        for (var row : rows) {
            table.row(tested(
                    figures(row),
                    anyTested,
                    List.of(interval(row), row.verdict().orElse("not tested"))));
        }
        return table.lines() + (anyTested ? "" : "\nNo test was made: differences may be chance.\n");
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
                subject.baselineRuns() + " / " + subject.candidateRuns());
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
