package io.iostrata.jobs.report;

/**
 * What the caller decides about a report.
 *
 * @param title heading of the page: the lake or the study
 * @param names how layers are called
 */
public record ReportOptions(String title, LayerNames names) {
    public static ReportOptions titled(String title) {
        return new ReportOptions(title, LayerNames.virtioBlk());
    }
}
