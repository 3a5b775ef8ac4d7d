package io.iostrata.jobs;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line: every command is a job of its own, with a main of its own for {@code spark-submit}. */
@Command(
        name = "iostrata",
        description = "Shows where a virtio-blk I/O spends its time: guest, kvm, QEMU, host disk.",
        mixinStandardHelpOptions = true,
        version = "iostrata 0.1.0",
        subcommands = {
            Demo.class,
            Ingest.class,
            Analyze.class,
            Compare.class,
            Report.class,
            Sql.class,
            Serve.class,
            Dump.class,
            Forget.class,
            Vacuum.class,
            Export.class,
            Publish.class,
            Doctor.class,
            Completion.class,
            CommandLine.HelpCommand.class
        })
public final class Iostrata implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    public static void main(String... args) {
        Cli.main(new Iostrata(), args);
    }

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
    }
}
