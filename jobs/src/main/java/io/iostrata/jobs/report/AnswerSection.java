package io.iostrata.jobs.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The first screen: which layer costs what, and which configuration is faster by how much. */
final class AnswerSection {
    private static final int MOST_FINDINGS = 5;
    private static final int MOST_SHARES_IN_WORDS = 5;
    private static final int MOST_SHARED = 10;
    private static final int MOST_OPEN_KEY = 12;

    private final Page page;
    private final List<Breakdown> fastestFirst;

    private AnswerSection(Page page) {
        this.page = page;
        this.fastestFirst = page.breakdowns();
    }

    static Html of(Page page) {
        var section = new AnswerSection(page);
        var content = new ArrayList<Html>();
        page.data()
                .notice()
                .ifPresent(notice -> content.add(Html.tag("p", "note caution").holding(notice + ".")));
        content.add(section.lede());
        content.add(section.findings());
        content.add(section.shares());
        content.add(section.legend());
        return Html.tag("section", "answer").with("id", "answer").holding(content);
    }

    private Html lede() {
        var measured = fastestFirst.stream()
                .filter(b -> b.totalNs().isPresent() && b.ownTimes().size() > 1)
                .toList();
        if (measured.isEmpty()) {
            return Html.tag("p", "lede")
                    .holding("No configuration has both a guest benchmark and a layer beneath it, so no share can be "
                            + "given; what was measured is below.");
        }
        return Html.tag("p", "lede").holding(sentence(measured.get(0)), Html.text(" "), hostSentence(measured.get(0)));
    }

    private Html sentence(Breakdown breakdown) {
        var shares = breakdown.ownTimes().stream()
                .filter(layer -> layer.shareOfTotal().isPresent())
                .sorted(Comparator.comparingDouble(
                        layer -> -layer.shareOfTotal().getAsDouble()))
                .limit(MOST_SHARES_IN_WORDS)
                .map(layer -> page.names().own(layer.layer(), layer.deltaTo()) + " "
                        + Figures.percent(layer.shareOfTotal().getAsDouble()))
                .collect(Collectors.joining(", "));
        return Html.concat(
                Html.text(
                        fastestFirst.size() == 1 ? "With " : "In the fastest configuration measured layer by layer, "),
                page.configs().full(breakdown.key().config()),
                Html.text(", a request takes "),
                Html.tag("strong").holding(Figures.brief(breakdown.totalNs().orElseThrow()) + " µs"),
                Html.text(" as the guest's benchmark sees it: " + shares + "."));
    }

    private static Html hostSentence(Breakdown breakdown) {
        if (breakdown.baselineNs().isEmpty() || breakdown.overhead().isEmpty()) {
            return Html.text("There is no benchmark of the bare host to hold it against.");
        }
        double overhead = breakdown.overhead().getAsDouble();
        return Html.text("On the bare host the same benchmark takes "
                + Figures.brief(breakdown.baselineNs().getAsDouble()) + " µs: in the guest a request takes "
                + Figures.percent(Math.abs(overhead)) + (overhead < 0 ? " less." : " more."));
    }

    private Html findings() {
        var fastest =
                fastestFirst.stream().map(b -> b.key().config()).findFirst().orElse("");
        var headlines = page.comparedConfigurations().stream()
                .filter(c -> c.diffNs().isPresent())
                .sorted(Comparator.comparing((Comparison c) -> Likeness.of(c), Likeness.LIKEST_FIRST)
                        .thenComparingInt(c -> page.configs().areClose(c.pair()) ? 0 : 1)
                        .thenComparingInt(c -> concerns(c, fastest) ? 0 : 1)
                        .thenComparing(c -> c.subject().level())
                        .thenComparingDouble(c -> Math.abs(c.diffNs().getAsDouble())))
                .limit(MOST_FINDINGS)
                .map(this::finding)
                .toList();
        return headlines.isEmpty() ? untested() : Html.tag("ul", "findings").holding(headlines);
    }

    private static boolean concerns(Comparison comparison, String config) {
        return comparison.pair().baseline().equals(config)
                || comparison.pair().candidate().equals(config);
    }

    /** Told of the candidate, as its verdict is. */
    private Html finding(Comparison c) {
        double diffNs = c.diffNs().orElseThrow();
        var pair = c.pair();
        var subject = c.subject();
        var words = ": " + difference(c) + " in " + ComparisonSection.subject(subject, page.names()) + "; "
                + Figures.counted(subject.candidateRuns(), "run") + " against "
                + Figures.counted(subject.baselineRuns(), "run") + ". ";
        return Html.tag("li")
                .holding(
                        page.configs().brief(pair.candidate()),
                        Html.text(diffNs < 0 ? " is faster than " : diffNs > 0 ? " is slower than " : " differs from "),
                        page.configs().brief(pair.baseline()),
                        Html.text(" by "),
                        Html.tag("strong").holding(Figures.brief(Math.abs(diffNs)) + " µs"),
                        Html.text(words),
                        unlike(Likeness.of(c)),
                        verdict(c));
    }

    private static Html unlike(Likeness likeness) {
        return likeness.isAlike()
                ? Html.NOTHING
                : Html.concat(Html.tag("span", "caution").holding(likeness.inWords()), Html.text(" "));
    }

    private static String difference(Comparison c) {
        if (c.candidateNs().isEmpty() || c.baselineNs().isEmpty()) {
            return "figures missing";
        }
        var share = c.diffRatio();
        return Figures.brief(c.candidateNs().getAsDouble()) + " against "
                + Figures.brief(c.baselineNs().getAsDouble()) + " µs"
                + (share.isEmpty()
                        ? ""
                        : ", " + Figures.percent(Math.abs(share.getAsDouble()))
                                + (share.getAsDouble() > 0 ? " more" : " less"));
    }

    private static Html verdict(Comparison c) {
        String words = c.verdict().orElse("no test was made: too few runs to tell this from chance");
        return Html.tag("em").holding("Verdict: " + words + ".");
    }

    /** Where nothing was compared: the plain difference between the extremes. */
    private Html untested() {
        var measured =
                fastestFirst.stream().filter(b -> b.totalNs().isPresent()).toList();
        if (measured.size() < 2) {
            return Html.NOTHING;
        }
        var fastest = measured.get(0);
        var slowest = measured.get(measured.size() - 1);
        double diff = slowest.totalNs().orElseThrow() - fastest.totalNs().orElseThrow();
        var pair = new Comparison.Pair(fastest.key().config(), slowest.key().config());
        var words = Html.concat(
                page.configs().brief(slowest.key().config()),
                Html.text(" is the slowest, "),
                Html.tag("strong").holding(Figures.brief(diff) + " µs"),
                Html.text(" behind; "
                        + Figures.counted(slowest.runs(), "run") + " against " + Figures.counted(fastest.runs(), "run")
                        + ", no test was made. "),
                unlike(Likeness.of(pair, "")));
        return Html.tag("ul", "findings").holding(Html.tag("li").holding(words));
    }

    /** What C1, C2, … stand for, in full. */
    private Html legend() {
        if (!page.configs().isNumbered()) {
            return Html.NOTHING;
        }
        var entries = page.configs().labels().stream()
                .map(label -> Html.tag("li")
                        .holding(
                                page.configs().brief(label), Html.text(" "), Html.text(Configurations.nonBlank(label))))
                .toList();
        var summary = Html.text("What C1 to C" + entries.size() + " stand for");
        var key = Html.tag("ul", "key").holding(entries);
        return entries.size() > MOST_OPEN_KEY ? Page.folded(summary, key) : Page.unfolded(summary, key);
    }

    private Html shares() {
        if (fastestFirst.isEmpty()) {
            return Html.NOTHING;
        }
        var shown = shareTable(fastestFirst.stream().limit(MOST_SHARED).toList());
        if (fastestFirst.size() <= MOST_SHARED) {
            return Html.concat(ShareBar.legend(page), shown, Page.definedBelow());
        }
        var others = fastestFirst.subList(MOST_SHARED, fastestFirst.size());
        var summary = Html.text("… and " + others.size() + " slower or without a guest benchmark");
        return Html.concat(ShareBar.legend(page), shown, Page.folded(summary, shareTable(others)), Page.definedBelow());
    }

    private Html shareTable(List<Breakdown> breakdowns) {
        var table = HtmlTable.of(
                "shares",
                HtmlTable.heading("Configuration"),
                HtmlTable.heading("Share of each layer"),
                HtmlTable.figureHeading("Guest (µs)"),
                HtmlTable.figureHeading("Against the host"),
                HtmlTable.figureHeading("Runs"));
        breakdowns.forEach(breakdown -> table.row(shareRow(breakdown)));
        return table.html();
    }

    private List<Html> shareRow(Breakdown breakdown) {
        var pairing = Html.tag("span", "aside").holding(breakdown.pairingInWords());
        return List.of(
                HtmlTable.rowHeading(
                        Html.concat(page.configs().full(breakdown.key().config()), Html.text(" "), pairing)),
                HtmlTable.cell(ShareBar.of(page, breakdown)),
                Page.figure(breakdown.totalNs(), Figures::us, "no guest benchmark in this configuration"),
                Page.figure(breakdown.overhead(), Figures::signedPercent, "no host benchmark to hold it against"),
                HtmlTable.figure(Long.toString(breakdown.runs())));
    }
}
