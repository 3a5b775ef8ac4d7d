package io.iostrata.jobs;

import java.util.concurrent.Callable;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.spark.sql.AnalysisException;
import picocli.CommandLine;

/** Runs a command: a user's mistake is one line and exit 2, never a stack trace. */
final class Cli {
    static final int DONE = 0;
    static final int SOME_INPUT_UNUSABLE = 1;
    static final int WRONG_USAGE = 2;

    private Cli() {}

    static void main(Callable<Integer> command, String... args) {
        int status = run(command, args);
        System.out.flush();
        System.exit(status);
    }

    static int run(Callable<Integer> command, String... args) {
        return new CommandLine(command)
                .setExecutionExceptionHandler((failure, line, parsed) -> failed(failure))
                .setParameterExceptionHandler((wrong, words) -> misused(wrong))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
    }

    /** A line of what is wrong, what it may have meant, and where help is; without a command, which there are. */
    private static int misused(CommandLine.ParameterException wrong) {
        var line = wrong.getCommandLine();
        var err = line.getErr();
        var name = line.getCommandSpec().qualifiedName();
        err.println(name + ": " + firstLine(wrong));
        boolean isGuessed = CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
        if (!line.getSubcommands().isEmpty() && !isGuessed) {
            line.usage(err);
        } else {
            err.println("`" + name + " --help` says how it is used.");
        }
        err.flush();
        return WRONG_USAGE;
    }

    private static int failed(Exception failure) {
        if (failure instanceof UserError || failure instanceof AnalysisException) {
            System.err.println("iostrata: " + firstLine(failure));
            return WRONG_USAGE;
        }
        var cause = ExceptionUtils.getRootCause(failure);
        if (cause instanceof UserError) {
            // A task of Spark's found it.
            System.err.println("iostrata: " + firstLine(cause));
            return WRONG_USAGE;
        }
        System.err.println("iostrata: failed: " + cause.getClass().getSimpleName() + ": " + firstLine(cause)
                + " (IOSTRATA_DEBUG=1 shows where)");
        if (System.getenv("IOSTRATA_DEBUG") != null) {
            System.err.println(ExceptionUtils.getStackTrace(failure));
        }
        return SOME_INPUT_UNUSABLE;
    }

    private static String firstLine(Throwable failure) {
        var message = failure.getMessage();
        return message == null
                ? "no message"
                : message.lines().filter(line -> !line.isBlank()).findFirst().orElse("no message");
    }
}
