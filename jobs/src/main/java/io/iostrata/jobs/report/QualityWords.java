package io.iostrata.jobs.report;

import java.util.ArrayList;
import java.util.List;

/** What was lost and left out, in sentences, of the one row of {@code summary.sql}; of what nobody looked at, none. */
final class QualityWords {
    private static final String TAINTED = "Tainted spans in the window";

    private final ResultTable summary;

    private QualityWords(ResultTable summary) {
        this.summary = summary;
    }

    static Html of(ResultTable summary) {
        var words = new QualityWords(summary)
                .sentences().stream()
                        .map(sentence -> Html.tag("li").holding(sentence))
                        .toList();
        return Html.tag("ul", "findings").holding(words);
    }

    private List<String> sentences() {
        var sentences = new ArrayList<String>();
        sentences.add(Figures.counted(figure("Runs"), "run") + " with " + Figures.counted(figure("Raw files"), "file")
                + " and " + Figures.counted(figure("Events"), "event") + ": "
                + Figures.bytes(figure("Bytes decompressed")) + ", stored in " + Figures.bytes(figure("Bytes stored"))
                + ".");
        boolean hasFiles = figure("Raw files") > 0;
        boolean hasLayers = figure("Layers of runs") > 0;
        if (hasFiles || figure("Events lost by tracers") > 0) {
            sentences.add(losses());
        }
        if (figure(TAINTED) > 0) {
            sentences.add(tainted());
        }
        if (hasLayers) {
            sentences.add(unfinished());
        }
        if (hasFiles) {
            sentences.add(notUnderstood());
        }
        if (hasFiles || figure("Errors") + figure("Warnings") > 0) {
            sentences.add(issues());
        }
        return sentences;
    }

    private String losses() {
        long lost = figure("Events lost by tracers");
        return lost == 0
                ? "No tracer says that it lost an event."
                : "Tracers say they lost " + Figures.counted(lost, "event") + ".";
    }

    private String tainted() {
        return Figures.counted(figure(TAINTED), "span")
                + " that a loss falls into are left out of every figure; how far a mean may be off for it is in the table of layers below.";
    }

    private String unfinished() {
        long open = figure("Unmatched begins");
        return open == 0
                ? "Every begin of a layer has its end."
                : Figures.counted(open, "begin")
                        + " of a layer without an end, as a second one came before it, at the edge of a trace or beside a loss: counted, and in no figure.";
    }

    private String notUnderstood() {
        long skipped = figure("Bytes skipped");
        if (skipped == 0) {
            return "Every byte of every file was understood.";
        }
        double share = (double) skipped / Math.max(1, figure("Bytes decompressed"));
        long unknown = figure("Unrecognised files");
        return Figures.bytes(skipped) + " were not understood, " + Figures.percent(share) + " of all"
                + (unknown == 0 ? "." : ", " + Figures.counted(unknown, "file") + " of no known format among them.");
    }

    private String issues() {
        long errors = figure("Errors");
        long warnings = figure("Warnings");
        return errors + warnings == 0
                ? "No error and no warning."
                : Figures.counted(errors, "error") + " and " + Figures.counted(warnings, "warning")
                        + ": the table below says of what kind.";
    }

    private long figure(String column) {
        var value = (Number) summary.rows().get(0).get(summary.columns().indexOf(column));
        return value.longValue();
    }
}
