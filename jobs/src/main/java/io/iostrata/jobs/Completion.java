package io.iostrata.jobs;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete commands and options. */
@Command(
        name = "completion",
        description = "Prints a script with which bash and zsh complete commands, options and file names.",
        mixinStandardHelpOptions = true,
        footer = {"", "To be sourced: source <(./iostrata completion)", "Example: iostrata completion"})
public final class Completion implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var root = spec.root();
        Output.print(AutoComplete.bash(root.name(), root.commandLine()));
        return Cli.DONE;
    }
}
