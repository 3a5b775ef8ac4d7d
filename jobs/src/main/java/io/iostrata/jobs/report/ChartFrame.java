package io.iostrata.jobs.report;

import java.util.List;

/** Where the script draws a chart: its caption, its switches, what its figures are, and its data as CSV. */
final class ChartFrame {
    private ChartFrame() {}

    /**
     * A figure that is hidden where no script runs.
     *
     * @param name of the chart in the script and in the page's data
     * @param note what is seen, in words; also for those who cannot see it
     */
    static Html of(String name, String note) {
        var chart = Html.tag("div", "chart")
                .with("id", "chart-" + name)
                .with("role", "img")
                .with("aria-label", note)
                .holding("");
        var left = Html.tag("p", "note left-out").with("hidden", "hidden").holding("");
        var csv = Html.tag("button", "csv").with("type", "button").holding("Data as CSV");
        var controls = Html.tag("div", "controls").holding(csv);
        return Html.tag("figure", "frame scripted").with("data-chart", name).holding(List.of(controls, chart, left));
    }
}
