package io.iostrata.jobs;

import io.iostrata.jobs.sql.ResultFormat;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.SparkThrowable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the lake a question in Spark SQL and prints the answer. */
@Command(
        name = "sql",
        description = "Runs a Spark SQL query over the lake's tables and prints the result.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: iostrata sql --lake lake \"SELECT run_id, layer, mean_ns FROM layer_stats\""})
public final class Sql implements Callable<Integer> {
    @Mixin
    private LakeOption lake;

    @Option(names = "--format", defaultValue = "table", description = "table, csv or json (default: ${DEFAULT-VALUE}).")
    private ResultFormat format;

    @Parameters(arity = "1", paramLabel = "QUERY", description = "One statement.")
    private String query;

    public static void main(String... args) {
        Cli.main(new Sql(), args);
    }

    @Override
    public Integer call() throws IOException {
        var opened = lake.open("sql");
        opened.registerViews();
        var out = Output.writer();
        try {
            format.print(opened.spark().sql(query), out);
        } catch (RuntimeException failed) {
            throw mistake(failed);
        }
        out.flush();
        return Cli.DONE;
    }

    /** What the data made of the query (a division by zero, say) is the user's to mend; what Spark itself broke is not. */
    private static RuntimeException mistake(RuntimeException failed) {
        boolean theirs = failed instanceof SparkThrowable spark && !spark.isInternalError();
        return theirs ? new UserError(failed.getMessage()) : failed;
    }
}
