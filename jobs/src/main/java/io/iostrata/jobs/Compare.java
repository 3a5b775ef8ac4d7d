package io.iostrata.jobs;

import io.iostrata.jobs.analyze.CompareJob;
import io.iostrata.jobs.analyze.PairOptions;
import io.iostrata.jobs.report.ComparisonText;
import io.iostrata.jobs.report.ComparisonText.Rows;
import io.iostrata.jobs.report.ReportOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares two selections of runs. */
@Command(
        name = "compare",
        description = "Compares the runs of two selections, prints the differences and keeps them in comparisons.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: iostrata compare --lake lake --baseline aio=threads --candidate aio=native"})
public final class Compare implements Callable<Integer> {
    /** A comma that a key follows: others are part of a value. */
    private static final String BEFORE_KEY = ",(?=[^,=]+=)";

    @Mixin
    private LakeOption lake;

    @Option(
            names = "--baseline",
            required = true,
            paramLabel = "k=v[,k=v]",
            description = "Config keys and values of the runs to compare with.")
    private String baseline = "";

    @Option(
            names = "--candidate",
            required = true,
            paramLabel = "k=v[,k=v]",
            description = "Config keys and values of the runs to compare.")
    private String candidate = "";

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "KEYS",
            description = "Config keys that are meant to differ and are no confounders.")
    private List<String> by = List.of();

    @Option(
            names = "--pair",
            paramLabel = "KEY",
            description =
                    "Config key, set or date that runs of both sides were paired by; without it they are independent.")
    private String pairBy = "";

    @Option(names = "--model", paramLabel = "FILE", description = "Another stack model than virtio-blk.")
    private Path model;

    @Mixin
    private QuestionOption question;

    @Option(
            names = "--all",
            description = "Prints percentiles, phases and stages too, not only totals and means of layers.")
    private boolean all;

    public static void main(String... args) {
        Cli.main(new Compare(), args);
    }

    @Override
    public Integer call() throws IOException {
        var options = new PairOptions(
                selection("--baseline", baseline),
                selection("--candidate", candidate),
                by,
                pairBy,
                question.question());
        var stack = Analyze.model(model);
        try (var progress = new Progress()) {
            var opened = lake.openToWrite("compare");
            progress.phase("comparing", 0);
            var pair = new CompareJob(opened, stack).run(options);
            opened.registerViews();
            Output.print(new ComparisonText(ReportOptions.titled("iostrata"), all ? Rows.ALL : Rows.FIRST)
                    .of(opened.spark(), pair.baseline(), pair.candidate()));
            return Cli.DONE;
        }
    }

    private static Map<String, String> selection(String option, String text) {
        var keys = new LinkedHashMap<String, String>();
        for (var pair : text.split(BEFORE_KEY, -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new UserError("Invalid %s: %s (expected k=v[,k=v])".formatted(option, text));
            }
            keys.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return keys;
    }
}
