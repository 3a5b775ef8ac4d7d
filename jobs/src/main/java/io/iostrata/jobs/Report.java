package io.iostrata.jobs;

import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.report.ReportOptions;
import io.iostrata.jobs.report.ReportPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    @Mixin
    private LakeOption lake;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The HTML file to write.")
    private Path out;

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
        }
        Output.print(out + "\n");
        return Cli.DONE;
    }

    static void write(Lake lake, Path out) throws IOException {
        var parent = out.toAbsolutePath().getParent();
        if (!Files.isDirectory(parent)) {
            throw new UserError(parent + ": no such directory");
        }
        var title = "iostrata: virtio-blk latency";
        Files.writeString(out, new ReportPage(lake.spark(), ReportOptions.titled(title)).html());
    }
}
