package io.iostrata.jobs.report;

import java.util.List;

/**
 * The configurations of a report in their order; numbered (C1, C2, …) where the labels are long.
 *
 * @param families the same labels, those that differ in little together
 */
record Configurations(List<String> labels, List<Family> families) {
    private static final int MOST_UNNUMBERED = 6;
    private static final int LONGEST_UNNUMBERED = 30;

    Configurations {
        labels = List.copyOf(labels);
        families = List.copyOf(families);
    }

    static Configurations of(List<String> labels) {
        return new Configurations(labels, Family.of(labels));
    }

    /** What a column or a chart has room for: the label, or its number. */
    String shortName(String label) {
        return isNumbered(label) ? "C" + (labels.indexOf(label) + 1) : nonBlank(label);
    }

    /** Where it is numbered, what tells it from the configurations it is closest to; else the label. */
    String heading(String label) {
        return families.stream()
                .filter(family -> isNumbered() && family.labels().contains(label))
                .map(family -> family.heading(label))
                .findFirst()
                .orElse(nonBlank(label));
    }

    /** The short name, the label as its title. */
    Html brief(String label) {
        return Html.tag("span", isNumbered(label) ? "chip" : "label")
                .with("title", label)
                .holding(shortName(label));
    }

    /** The heading, with its number where there is one; the label as its title. */
    Html full(String label) {
        var name = Html.tag("span", isNumbered(label) ? "long label" : "label")
                .with("title", label)
                .holding(heading(label));
        var number = Html.tag("span", "chip").holding(shortName(label));
        return isNumbered(label) ? Html.concat(number, Html.text(" "), name) : name;
    }

    /** Whether the two differ in little. */
    boolean areClose(Comparison.Pair pair) {
        return families.stream()
                .map(Family::labels)
                .anyMatch(family -> family.contains(pair.baseline()) && family.contains(pair.candidate()));
    }

    boolean isNumbered() {
        return labels.size() > MOST_UNNUMBERED
                || labels.stream().anyMatch(label -> label.length() > LONGEST_UNNUMBERED);
    }

    /** A selection of runs that is no configuration of the report has no number. */
    private boolean isNumbered(String label) {
        return isNumbered() && labels.contains(label);
    }

    static String nonBlank(String label) {
        return label.isBlank() ? "(the only configuration)" : label;
    }
}
