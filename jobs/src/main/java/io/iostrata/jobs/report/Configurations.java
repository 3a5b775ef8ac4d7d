package io.iostrata.jobs.report;

import java.util.List;

/** The configurations of a report in their order; numbered (C1, C2, …) where the labels are long. */
record Configurations(List<String> labels) {
    private static final int MOST_UNNUMBERED = 6;
    private static final int LONGEST_UNNUMBERED = 30;

    Configurations {
        labels = List.copyOf(labels);
    }

    /** What a column or a chart has room for: the label, or its number. */
    String shortName(String label) {
        return isNumbered() && labels.contains(label) ? "C" + (labels.indexOf(label) + 1) : nonBlank(label);
    }

    /** The short name, the label as its title. */
    Html brief(String label) {
        return Html.tag("span", isNumbered() ? "chip" : "label")
                .with("title", label)
                .holding(shortName(label));
    }

    /** The label, with its number where there is one. */
    Html full(String label) {
        var name = Html.tag("span", isNumbered() ? "long label" : "label").holding(nonBlank(label));
        return isNumbered() ? Html.concat(brief(label), Html.text(" "), name) : name;
    }

    boolean isNumbered() {
        return labels.size() > MOST_UNNUMBERED
                || labels.stream().anyMatch(label -> label.length() > LONGEST_UNNUMBERED);
    }

    static String nonBlank(String label) {
        return label.isBlank() ? "(the only configuration)" : label;
    }
}
