package io.iostrata.jobs;

import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.lake.LakeState;
import io.iostrata.jobs.report.BreakdownFigure;
import io.iostrata.jobs.report.Diagram;
import io.iostrata.jobs.report.PageFile;
import io.iostrata.jobs.report.PngFigure;
import io.iostrata.jobs.report.ReportOptions;
import io.iostrata.jobs.report.ReportPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the report of what was analyzed. */
@Command(
        name = "report",
        description = "Writes the breakdowns, comparisons and data quality as one HTML file.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: iostrata report --lake lake --out report.html --figure breakdown.png --diagram breakdown"
        })
public final class Report implements Callable<Integer> {
    private static final String TITLE = "iostrata: virtio-blk latency";

    @Mixin
    private LakeOption lake;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The HTML file to write.")
    private Path out;

    @Option(
            names = "--figure",
            paramLabel = "FILE",
            description = "A picture of the page's diagrams: an .svg or a .png file.")
    private Optional<Path> figure = Optional.empty();

    @Option(
            names = "--diagram",
            defaultValue = "both",
            description =
                    "What is in the picture: comparison (host against guest), breakdown (layers) or both (default).")
    private Diagram diagram;

    public static void main(String... args) {
        Cli.main(new Report(), args);
    }

    @Override
    public Integer call() throws IOException {
        figure.ifPresent(Report::requirePicture);
        try (var progress = new Progress()) {
            var opened = lake.open("report");
            progress.phase("writing the report", 0);
            boolean isMade = write(opened, out, progress);
            if (figure.isPresent()) {
                if (!isMade) {
                    opened.registerKeptViews();
                }
                writeFigure(opened, figure.get(), diagram);
            }
        }
        Output.print(out + "\n" + figure.map(file -> file + "\n").orElse(""));
        return Cli.DONE;
    }

    /** Makes the page, of views that it registers; returns false if it is there already, made of the same. */
    static boolean write(Lake lake, Path out, Progress progress) throws IOException {
        requireDirectory(out);
        var page = new ReportPage(lake.spark(), ReportOptions.titled(TITLE));
        var madeOf = page.madeOf(new LakeState(lake));
        var file = new PageFile(out);
        if (file.isOf(madeOf)) {
            progress.line("report     as it was made before, of the same tables");
            return false;
        }
        lake.registerKeptViews();
        file.write(page.html(), madeOf);
        return true;
    }

    private static void writeFigure(Lake lake, Path out, Diagram diagram) throws IOException {
        var svg = BreakdownFigure.svg(lake.spark(), ReportOptions.titled(TITLE), diagram);
        if (isPng(out)) {
            Files.write(out, PngFigure.of(svg));
        } else {
            Files.writeString(out, svg);
        }
    }

    private static void requirePicture(Path out) {
        requireDirectory(out);
        if (!isPng(out) && !out.toString().toLowerCase(Locale.ROOT).endsWith(".svg")) {
            throw new UserError(out + ": expected a name that ends in .svg or .png");
        }
    }

    private static boolean isPng(Path out) {
        return out.toString().toLowerCase(Locale.ROOT).endsWith(".png");
    }

    private static void requireDirectory(Path out) {
        var parent = out.toAbsolutePath().getParent();
        if (!Files.isDirectory(parent)) {
            throw new UserError(parent + ": no such directory");
        }
    }
}
