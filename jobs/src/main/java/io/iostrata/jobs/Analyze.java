package io.iostrata.jobs;

import io.iostrata.jobs.analyze.AnalyzeJob;
import io.iostrata.jobs.analyze.AnalyzeOptions;
import io.iostrata.jobs.analyze.AnalyzeSummary;
import io.iostrata.jobs.report.BreakdownText;
import io.iostrata.jobs.report.ReportOptions;
import io.iostrata.schemas.stack.InvalidModelException;
import io.iostrata.schemas.stack.StackModel;
import io.iostrata.schemas.stack.StackModelReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes spans, statistics and breakdowns of the events in the lake. */
@Command(
        name = "analyze",
        description = "Pairs the events of each run into layers and stages, and makes the breakdown tables.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: iostrata analyze --lake lake --by aio,memset"})
public final class Analyze implements Callable<Integer> {
    private static final int CONFIGURATIONS_SHOWN = 12;

    @Mixin
    private LakeOption lake;

    @Option(names = "--run", paramLabel = "GLOB", defaultValue = "*", description = "Only these runs, by run_id.")
    private String runs;

    @Option(names = "--by", split = ",", paramLabel = "KEYS", description = "Group by these config keys alone.")
    private List<String> by = List.of();

    @Option(names = "--model", paramLabel = "FILE", description = "Another stack model than virtio-blk.")
    private Path model;

    @Option(
            names = "--value",
            paramLabel = "NAME=V",
            completionCandidates = GivenValues.Names.class,
            description =
                    "A value that is otherwise found in the traces, for all these runs: ${COMPLETION-CANDIDATES}.")
    private Map<String, String> values = new HashMap<>();

    @Option(
            names = "--again",
            description =
                    "Also the runs that are analyzed already, from the same events, by the same model and program.")
    private boolean again;

    @Mixin
    private QuestionOption question;

    public static void main(String... args) {
        Cli.main(new Analyze(), args);
    }

    @Override
    public Integer call() throws IOException {
        var stack = model(model);
        var options = new AnalyzeOptions(
                runs, by, known(GivenValues.variables(values, stack), stack), stack, question.question());
        try (var progress = new Progress()) {
            var opened = lake.openToWrite("analyze");
            long begun = System.currentTimeMillis();
            var job = new AnalyzeJob(opened, options, progress.watch(opened.spark()));
            var analyzed = again ? job.runAgain() : job.run();
            var summary = AnalyzeSummary.of(opened, analyzed, begun);
            progress.line(summary.text());
            if (summary.hasIssues()) {
                progress.line(
                        "           iostrata sql --lake " + lake.typed() + " \"" + AnalyzeSummary.EVERY_ISSUE + "\"");
            }
            progress.line(progress.seconds());
            opened.registerKeptViews();
            var report = "iostrata report --lake " + lake.typed() + " --out report.html";
            var text = new BreakdownText(ReportOptions.titled("iostrata").sendingTo(report), CONFIGURATIONS_SHOWN);
            Output.print(text.of(opened.spark()));
            return Cli.DONE;
        }
    }

    private static Map<String, String> known(Map<String, String> values, StackModel stack) {
        var unknown = GivenValues.unknown(values, stack);
        if (!unknown.isEmpty()) {
            throw new UserError(
                    "Invalid --value: " + String.join(", ", unknown) + " (" + GivenValues.expected(stack) + ")");
        }
        return values;
    }

    static StackModel model(Path file) throws IOException {
        if (file == null) {
            return StackModel.virtioBlk();
        }
        if (!Files.isRegularFile(file)) {
            throw new UserError(file + ": no such file");
        }
        try {
            return StackModelReader.read(file.toString(), Files.readString(file));
        } catch (InvalidModelException invalid) {
            throw new UserError(invalid.getMessage());
        }
    }
}
