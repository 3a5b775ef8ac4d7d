package io.iostrata.jobs;

import io.iostrata.jobs.analyze.AnalyzeOptions;
import io.iostrata.jobs.upkeep.ForgetJob;
import io.iostrata.jobs.upkeep.ForgetJob.Forgotten;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes runs out of the lake. */
@Command(
        name = "forget",
        description = "Takes runs out of the lake, and makes the breakdowns and comparisons of the others anew.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Files of earlier snapshots stay until `iostrata vacuum` finds them old enough.",
            "Example: iostrata forget --lake lake 'lab7-*' broken-run"
        })
public final class Forget implements Callable<Integer> {
    @Mixin
    private LakeOption lake;

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "run_id, or a pattern of it with * and ?.")
    private List<String> runs;

    @Option(names = "--dry-run", description = "Only print which runs those are.")
    private boolean dryRun;

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "KEYS",
            description = "Group the breakdowns by these config keys alone, as with analyze.")
    private List<String> by = List.of();

    @Option(names = "--model", paramLabel = "FILE", description = "Another stack model than virtio-blk.")
    private Path model;

    @Mixin
    private QuestionOption question;

    public static void main(String... args) {
        Cli.main(new Forget(), args);
    }

    @Override
    public Integer call() throws IOException {
        var breakdowns =
                new AnalyzeOptions(AnalyzeOptions.EVERY_RUN, by, Map.of(), Analyze.model(model), question.question());
        try (var progress = new Progress()) {
            var opened = lake.openToWrite("forget");
            var job = new ForgetJob(opened, breakdowns, progress.watch(opened.spark()));
            var named = job.named(runs);
            if (dryRun) {
                Output.print(String.join("\n", named) + "\n");
                return Cli.DONE;
            }
            var forgotten = job.forget(named);
            progress.line("");
            Output.print(text(forgotten));
            return Cli.DONE;
        }
    }

    private static String text(Forgotten forgotten) {
        return "forgotten   %s%n%s"
                .formatted(
                        String.join(", ", forgotten.runs()),
                        forgotten.hadBreakdowns() ? "made anew   breakdowns and comparisons of the other runs\n" : "");
    }
}
