package io.iostrata.jobs.report;

import java.util.List;

/** Whole distributions as curves, one a configuration. */
final class PercentileSection {
    static final String CHART = "percentiles";

    private static final String NOTE =
            "Each line is a configuration: the distributions of its runs merged with equal weight. The axis stretches the tail:"
                    + " every step is ten times rarer. A line ends at the last percentile that its number of values can tell. Values are known to a histogram bucket,"
                    + " about 1 % wide. Every line starts at the smallest value.";

    private PercentileSection() {}

    static Section of(Page page) {
        if (page.data().curves().isEmpty()) {
            return new Section(
                    CHART,
                    "Percentiles",
                    List.of(Page.note("No distribution of any layer: the lake holds means only.")));
        }
        var without = Page.note("Percentiles by run and layer are a table in the section Data quality.");
        return new Section(CHART, "Percentiles", List.of(Page.note(NOTE), ChartFrame.of(CHART, NOTE), without));
    }
}
