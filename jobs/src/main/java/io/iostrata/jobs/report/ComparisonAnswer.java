package io.iostrata.jobs.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a comparison comes to, in a sentence; the control, the bare host's benchmark, in one before it. */
final class ComparisonAnswer {
    private ComparisonAnswer() {}

    /** Lines, the control's first; none where the two have nothing in common. */
    static List<String> of(List<Comparison> rows, LayerNames names) {
        var lines = new ArrayList<String>();
        rows.stream()
                .filter(row -> isMean(row, "benchmark") && row.subject().name().equals(Breakdown.BASELINE))
                .findFirst()
                .ifPresent(row -> lines.add("Control: " + sentence(row, names)));
        headline(rows).ifPresent(row -> lines.add(capital(sentence(row, names))));
        return lines;
    }

    /** The guest's benchmark or, where fewer runs have it, the total of the stages. */
    static Optional<Comparison> headline(List<Comparison> rows) {
        return rows.stream()
                .filter(row -> isMean(row, "total")
                        || (isMean(row, "benchmark") && !row.subject().name().equals(Breakdown.BASELINE)))
                .min(Comparator.comparing((Comparison row) -> row.diffLoNs().isEmpty())
                        .thenComparing(row ->
                                -row.subject().baselineRuns() - row.subject().candidateRuns())
                        .thenComparing(row -> row.subject().level()));
    }

    private static boolean isMean(Comparison row, String level) {
        return row.diffNs().isPresent()
                && row.subject().statistic().equals("mean")
                && row.subject().level().equals(level);
    }

    /** "worse; the benchmark, mean +3421 ns (+6.02%), 95 % interval +1100 … +5700, 40 and 40 runs". */
    private static String sentence(Comparison row, LayerNames names) {
        var subject = row.subject();
        String share = row.diffRatio().isEmpty()
                ? ""
                : " (" + Figures.signedPercent(row.diffRatio().getAsDouble()) + ")";
        String interval = row.diffLoNs().isEmpty() || row.diffHiNs().isEmpty()
                ? ", no interval"
                : ", " + row.intervalName() + " "
                        + Figures.signedNs(row.diffLoNs().getAsDouble()) + " … "
                        + Figures.signedNs(row.diffHiNs().getAsDouble());
        return "%s; %s %s ns%s%s, %d and %d runs"
                .formatted(
                        row.verdict().orElse("not tested"),
                        ComparisonSection.subject(subject, names),
                        Figures.signedNs(row.diffNs().getAsDouble()),
                        share,
                        interval,
                        subject.baselineRuns(),
                        subject.candidateRuns());
    }

    private static String capital(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }
}
