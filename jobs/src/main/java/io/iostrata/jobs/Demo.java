package io.iostrata.jobs;

import io.iostrata.jobs.analyze.AnalyzeJob;
import io.iostrata.jobs.analyze.AnalyzeOptions;
import io.iostrata.jobs.archive.Archives;
import io.iostrata.jobs.ingest.IngestJob;
import io.iostrata.jobs.ingest.IngestOptions;
import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.lake.LakeSession;
import io.iostrata.jobs.report.BreakdownText;
import io.iostrata.jobs.report.ReportOptions;
import io.iostrata.schemas.stack.StackModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main job on the examples: ingest, analyze, report. */
@Command(
        name = "demo",
        description = "Runs the main job on examples/ and prints the breakdown: lake and report are left in demo-lake.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: iostrata demo --lake demo-lake"})
public final class Demo implements Callable<Integer> {
    @Option(names = "--lake", defaultValue = "demo-lake", paramLabel = "DIR", description = "The lake to fill.")
    private Path directory;

    @Option(
            names = "--examples",
            paramLabel = "DIR",
            description = "The archives (default: examples/ of the source tree).")
    private Path examples = Path.of(System.getProperty("iostrata.home", "."), "examples");

    public static void main(String... args) {
        Cli.main(new Demo(), args);
    }

    @Override
    public Integer call() throws IOException {
        try (var progress = new Progress()) {
            progress.phase("starting Spark", 0);
            var lake = new Lake(LakeSession.open("demo", directory));
            lake.create();
            progress.watch(lake.spark());
            var archives = new IngestOptions(List.of(examples.toString()), Map.of(), Map.of(), Optional.empty());
            var ingested = new IngestJob(lake, new Archives(), archives, progress).run();
            ingested.complaints().forEach(progress::line);
            var everything = new AnalyzeOptions(AnalyzeOptions.EVERY_RUN, List.of(), Map.of(), StackModel.virtioBlk());
            new AnalyzeJob(lake, everything, progress).run();
            progress.phase("writing the report", 0);
            var report = directory.resolve("report.html");
            if (!Report.write(lake, report, progress)) {
                lake.registerKeptViews();
            }
            progress.line("");
            var options = ReportOptions.titled("iostrata").sendingTo(report.toString());
            Output.print(new BreakdownText(options, Integer.MAX_VALUE).of(lake.spark()));
            Output.print("\nlake    " + directory + "\nreport  " + report + "\n");
            return ingested.hasErrors() ? Cli.SOME_INPUT_UNUSABLE : Cli.DONE;
        }
    }
}
