package io.iostrata.jobs;

import io.iostrata.jobs.upkeep.VacuumJob;
import io.iostrata.jobs.upkeep.VacuumOptions;
import io.iostrata.jobs.upkeep.VacuumOptions.Mode;
import io.iostrata.jobs.upkeep.VacuumText;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps the lake small. */
@Command(
        name = "vacuum",
        description = "Expires old snapshots, removes what died ingests left, joins small files of small tables.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: iostrata vacuum --lake lake --keep 1d"})
public final class Vacuum implements Callable<Integer> {
    @Mixin
    private LakeOption lake;

    @Option(
            names = "--keep",
            paramLabel = "AGE",
            defaultValue = "7d",
            converter = Age.class,
            description = "Keep snapshots younger than this, for readers that are at them (default: ${DEFAULT-VALUE}).")
    private Duration keep;

    @Option(
            names = "--leftovers",
            paramLabel = "AGE",
            defaultValue = "3d",
            converter = Age.class,
            description = {
                "Remove files and rows that no run claims if they are older than this (default: ${DEFAULT-VALUE}).",
                "Longer than any ingest takes: one that is under way would lose its files."
            })
    private Duration leftovers;

    @Option(names = "--dry-run", description = "Only print what there is to remove.")
    private boolean dryRun;

    public static void main(String... args) {
        Cli.main(new Vacuum(), args);
    }

    @Override
    public Integer call() {
        var options = new VacuumOptions(keep, leftovers, dryRun ? Mode.LOOK : Mode.CLEAN);
        try (var progress = new Progress()) {
            var opened = lake.open("vacuum");
            var summary = new VacuumJob(opened, options, progress.watch(opened.spark())).run();
            progress.line("");
            Output.print(VacuumText.of(summary));
            return Cli.DONE;
        }
    }
}
