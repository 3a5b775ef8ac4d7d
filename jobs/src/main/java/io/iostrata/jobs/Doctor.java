package io.iostrata.jobs;

import io.iostrata.jobs.doctor.Finding;
import io.iostrata.jobs.doctor.LakeHealth;
import io.iostrata.jobs.doctor.Machine;
import io.iostrata.jobs.doctor.Versions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks whether iostrata can work here, and says what to do where it cannot. */
@Command(
        name = "doctor",
        description = "Looks at Java, memory, disks, versions and a lake, and says what to do about what is wrong.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit status 1 if something is bad.", "Example: iostrata doctor --lake lake"})
public final class Doctor implements Callable<Integer> {
    @Option(names = "--lake", paramLabel = "DIR", description = "A lake to look at too.")
    private Optional<Path> lake = Optional.empty();

    public static void main(String... args) {
        Cli.main(new Doctor(), args);
    }

    @Override
    public Integer call() {
        var findings = new ArrayList<>(Machine.findings(lake.orElse(Path.of("."))));
        findings.add(Versions.finding());
        // Before Spark, which may not start on what is wrong here.
        print(findings);
        var ofLake = lake.map(LakeHealth::of).orElse(List.of());
        print(ofLake);
        findings.addAll(ofLake);
        boolean isBad = findings.stream().anyMatch(finding -> finding.level() == Finding.Level.BAD);
        return isBad ? Cli.SOME_INPUT_UNUSABLE : Cli.DONE;
    }

    private static void print(List<Finding> findings) {
        Output.print(findings.stream().map(Finding::text).collect(Collectors.joining()));
    }
}
