package io.iostrata.jobs.report;

/**
 * What the caller decides about a report.
 *
 * @param title heading of the page: the lake or the study
 * @param names how layers are called
 * @param rest where a text that is cut short sends its reader: a command to type, or a file
 */
public record ReportOptions(String title, LayerNames names, String rest) {
    public static ReportOptions titled(String title) {
        return new ReportOptions(title, LayerNames.virtioBlk(), "iostrata report");
    }

    /** The same, with another place for the rest. */
    public ReportOptions sendingTo(String place) {
        return new ReportOptions(title, names, place);
    }
}
