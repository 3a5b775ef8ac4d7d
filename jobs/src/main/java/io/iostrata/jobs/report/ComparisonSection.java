package io.iostrata.jobs.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Differences between configurations with their intervals, a table for each pair. */
final class ComparisonSection {
    private static final int MOST_OPEN = 1;

    private final Page page;

    private ComparisonSection(Page page) {
        this.page = page;
    }

    static Section of(Page page) {
        var content = new ArrayList<Html>();
        content.add(
                Page.note(
                        "Difference: candidate minus baseline, so a negative one is faster. The interval and the "
                                + "p-value (adjusted for the number of comparisons) are between runs, not between requests. Figures that not all runs (of an own time: sets) of a side have "
                                + "are marked. Pairs that are not alike also differ in the keys named, from which a difference may come: they are last."));
        var section = new ComparisonSection(page);
        content.addAll(section.pairs(section.grouped(c -> !c.isAsked())));
        var asked = section.pairs(section.grouped(Comparison::isAsked));
        if (!asked.isEmpty()) {
            content.add(Html.tag("h3").holding("Asked by compare"));
            content.add(Page.note("Selections of runs, which may be those of the configurations above."));
            content.addAll(asked);
        }
        if (page.data().comparisons().isEmpty()) {
            content.add(Page.note("Nothing to compare: fewer than two configurations have a figure in common."));
        }
        long left = page.data().comparisonRows() - page.data().comparisons().size();
        if (left > 0) {
            content.add(Page.note("… and " + left + " more: see the table comparisons in the lake."));
        }
        content.add(Page.definedBelow());
        return new Section("comparisons", "Configurations compared", content);
    }

    /** "the guest benchmark, mean". */
    static String subject(Comparison.Subject subject, LayerNames names) {
        String name =
                switch (subject.level()) {
                    case "benchmark" ->
                        subject.name().equals(Breakdown.BASELINE) ? "the host benchmark" : "the benchmark";
                    case "layer" -> names.passage(subject.name());
                    case "layer_own" -> names.ownName(subject.name()) + " (own time)";
                    case "total" ->
                        subject.name().equals("total") ? "the total of the stages" : "the total of " + subject.name();
                    default -> subject.level() + " " + subject.name();
                };
        return name + ", " + subject.statistic();
    }

    /** The rows of each pair, the likest pair first. */
    private List<List<Comparison>> grouped(Predicate<Comparison> wanted) {
        var groups = page.data().comparisons().stream()
                .filter(wanted)
                .collect(Collectors.groupingBy(Comparison::pair, LinkedHashMap::new, Collectors.toList()));
        return groups.values().stream()
                .sorted(Comparator.comparing((List<Comparison> rows) -> Likeness.of(rows.get(0)), Likeness.LIKEST_FIRST)
                        .thenComparingInt(
                                rows -> page.configs().areClose(rows.get(0).pair()) ? 0 : 1))
                .toList();
    }

    private List<Html> pairs(List<List<Comparison>> groups) {
        var pairs = new ArrayList<Html>();
        for (var rows : groups) {
            var table = table(rows);
            var summary = summary(rows);
            pairs.add(pairs.size() < MOST_OPEN ? Page.unfolded(summary, table) : Page.folded(summary, table));
        }
        return pairs;
    }

    private Html summary(List<Comparison> rows) {
        var pair = rows.get(0).pair();
        var headline = rows.stream()
                .filter(Comparison::isHeadline)
                .filter(c -> c.diffNs().isPresent())
                .findFirst();
        var words = headline.map(c -> "  " + Figures.signedUs(c.diffNs().getAsDouble()) + " µs in "
                        + subject(c.subject(), page.names())
                        + c.verdict().map(verdict -> ": " + verdict).orElse(""))
                .orElse("");
        return Html.concat(
                page.configs().full(pair.candidate()),
                Html.text(" against "),
                page.configs().full(pair.baseline()),
                Html.tag("span", "aside").holding(words + unlike(rows)));
    }

    private Html table(List<Comparison> rows) {
        var table = HtmlTable.of(
                "plain",
                HtmlTable.heading("What"),
                HtmlTable.figureHeading("Baseline (µs)"),
                HtmlTable.figureHeading("Candidate (µs)"),
                HtmlTable.figureHeading("Difference (µs)"),
                HtmlTable.figureHeading("%"),
                HtmlTable.figureHeading(intervalHeading(rows)),
                HtmlTable.figureHeading("p adjusted"),
                HtmlTable.heading("Verdict"),
                HtmlTable.figureHeading("Runs"));
        rows.forEach(row -> table.row(cells(row)));
        return Html.concat(table.html(), uncalled(rows));
    }

    /** "95 % interval (µs)". */
    private static String intervalHeading(List<Comparison> rows) {
        return rows.get(0).intervalName() + " (µs)";
    }

    private static Html uncalled(List<Comparison> rows) {
        return rows.stream().noneMatch(Comparison::isUncalled) ? Html.NOTHING : Page.note(Comparison.UNCALLED);
    }

    private List<Html> cells(Comparison c) {
        var subject = c.subject();
        String pairing = subject.pairing().equals("across_runs") ? " (across runs)" : "";
        return List.of(
                HtmlTable.cell(Html.breakable(subject(subject, page.names()) + pairing)),
                Page.figure(c.baselineNs(), Figures::us, "the baseline has no such figure"),
                Page.figure(c.candidateNs(), Figures::us, "the candidate has no such figure"),
                Page.figure(
                        c.diffNs(),
                        Figures::signedUs,
                        c.isOfTwoDepths() ? "own times down to different layers" : "one side has no figure"),
                Page.figure(c.diffRatio(), Figures::signedPercent, "no baseline to take a share of"),
                HtmlTable.figure(interval(c)),
                Page.figure(c.p(), Figures::probability, "no test was made"),
                HtmlTable.cell(c.verdict()
                        .map(words -> Html.text(words + (c.isUncalled() ? Comparison.UNCALLED_MARK : "")))
                        .orElse(Html.missing("no test was made"))),
                HtmlTable.figure(subject.baselineRuns() + " / " + subject.candidateRuns()
                        + (subject.runSets().isEmpty() ? "" : " (" + subject.runSets() + ")")));
    }

    private static Html interval(Comparison c) {
        if (c.diffLoNs().isEmpty() || c.diffHiNs().isEmpty()) {
            return Html.missing("no interval: too few runs");
        }
        return Html.text(Figures.signedUs(c.diffLoNs().getAsDouble()) + " … "
                + Figures.signedUs(c.diffHiNs().getAsDouble()));
    }

    /** "; not alike: queue_depth"; empty where the two are. */
    private static String unlike(List<Comparison> rows) {
        var likeness = Likeness.of(rows.get(0));
        return likeness.isAlike() ? "" : "; not alike: " + String.join(", ", likeness.unlike());
    }
}
