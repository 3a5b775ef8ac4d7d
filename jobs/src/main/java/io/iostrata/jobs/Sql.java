package io.iostrata.jobs;

import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.sql.ResultFormat;
import io.iostrata.jobs.sql.SqlShell;
import io.iostrata.jobs.sql.TerminalShell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the lake questions in Spark SQL and prints the answers. */
@Command(
        name = "sql",
        description =
                "Runs Spark SQL over the lake's tables: a query, a file of statements, standard input, or a shell.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Without QUERY and --file a terminal gets a shell (\\? for help); else statements are read from standard",
            "input. A statement ends with a semicolon.",
            "",
            "Examples: iostrata sql --lake lake \"SELECT run_id, layer, mean_ns FROM layer_stats\"",
            "          iostrata sql --lake lake --format csv --file questions.sql",
            "          iostrata sql --lake lake"
        })
public final class Sql implements Callable<Integer> {
    @Mixin
    private LakeOption lake;

    @Option(names = "--format", defaultValue = "table", description = "table, csv or json (default: ${DEFAULT-VALUE}).")
    private ResultFormat format;

    @Option(names = "--file", paramLabel = "FILE", description = "Statements to run, parted by semicolons.")
    private Optional<Path> file = Optional.empty();

    @Parameters(arity = "0..1", paramLabel = "QUERY", description = "One statement.")
    private Optional<String> query = Optional.empty();

    public static void main(String... args) {
        Cli.main(new Sql(), args);
    }

    @Override
    public Integer call() throws IOException {
        if (file.isPresent() && query.isPresent()) {
            throw new UserError("a QUERY and --file, expected one of them");
        }
        var lines = file.isPresent() ? SqlShell.lines(file.get()) : null;
        var opened = lake.open("sql");
        opened.registerViews();
        var out = Output.writer();
        var shell = new SqlShell(opened.spark(), format, out, System.err);
        if (query.isPresent()) {
            shell.runAt("", query.get());
        } else if (lines != null) {
            shell.runAll(file.get().toString(), lines);
        } else {
            converse(shell, opened);
        }
        out.flush();
        return Cli.DONE;
    }

    private static void converse(SqlShell shell, Lake opened) throws IOException {
        if (Boolean.getBoolean("iostrata.conversation")) {
            new TerminalShell(shell, opened.spark()).run(Path.of(System.getProperty("user.home"), ".iostrata_history"));
            return;
        }
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        shell.runAll("standard input", () -> in.lines().iterator());
    }
}
