package io.iostrata.jobs;

import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.report.BreakdownFigure;
import io.iostrata.jobs.report.ReportOptions;
import io.iostrata.jobs.report.ReportPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        footer = {"", "Example: iostrata report --lake lake --out report.html"})
public final class Report implements Callable<Integer> {
    private static final String TITLE = "iostrata: virtio-blk latency";

    @Mixin
    private LakeOption lake;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The HTML file to write.")
    private Path out;

    @Option(
            names = "--figure",
            paramLabel = "FILE",
            description = "An SVG file to write the breakdown to as a picture.")
    private Optional<Path> figure = Optional.empty();

    public static void main(String... args) {
        Cli.main(new Report(), args);
    }

    @Override
    public Integer call() throws IOException {
        try (var progress = new Progress()) {
            var opened = lake.open("report");
            opened.registerKeptViews();
            progress.phase("writing the report", 0);
            write(opened, out);
            if (figure.isPresent()) {
                writeFigure(opened, figure.get());
            }
        }
        Output.print(out + "\n" + figure.map(file -> file + "\n").orElse(""));
        return Cli.DONE;
    }

    static void write(Lake lake, Path out) throws IOException {
        requireDirectory(out);
        Files.writeString(out, new ReportPage(lake.spark(), ReportOptions.titled(TITLE)).html());
    }

    private static void writeFigure(Lake lake, Path out) throws IOException {
        requireDirectory(out);
        Files.writeString(out, BreakdownFigure.svg(lake.spark(), ReportOptions.titled(TITLE)));
    }

    private static void requireDirectory(Path out) {
        var parent = out.toAbsolutePath().getParent();
        if (!Files.isDirectory(parent)) {
            throw new UserError(parent + ": no such directory");
        }
    }
}
