package io.iostrata.jobs;

import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.publish.PublishJob;
import io.iostrata.jobs.publish.PublishJob.OtherLake;
import io.iostrata.jobs.publish.PublishJob.Published;
import io.iostrata.jobs.publish.PublishOptions;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.Tables;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes tables into a database. */
@Command(
        name = "publish",
        description =
                "Writes the small tables of the lake into PostgreSQL or a DuckDB file: what changed, in one transaction.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples: iostrata publish --lake lake --jdbc-url jdbc:duckdb:lake.duckdb",
            "          iostrata publish --lake lake --jdbc-url jdbc:postgresql://db/bi --user bi --password-env PGPASSWORD"
        })
public final class Publish implements Callable<Integer> {
    @Mixin
    private LakeOption lake;

    @Option(
            names = "--jdbc-url",
            required = true,
            paramLabel = "URL",
            description = "jdbc:postgresql://HOST/DATABASE or jdbc:duckdb:FILE.")
    private String url;

    @Option(names = "--user", paramLabel = "NAME", description = "User of the database.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--password-env",
            paramLabel = "VARIABLE",
            description = "Environment variable that holds the password.")
    private Optional<String> passwordVariable = Optional.empty();

    @Option(
            names = "--schema",
            defaultValue = "iostrata",
            paramLabel = "S",
            description = "Schema of the database, made if it is not there (default: ${DEFAULT-VALUE}).")
    private String schema;

    @Option(
            names = "--tables",
            split = ",",
            paramLabel = "T",
            description = "These tables (default: all without a row for every event or request).")
    private List<String> tables = List.of();

    @Option(names = "--replace", description = "Where the schema holds another lake, put this one in its place.")
    private boolean replace;

    public static void main(String... args) {
        Cli.main(new Publish(), args);
    }

    @Override
    public Integer call() {
        var options = new PublishOptions(url, credentials(), schema, chosen());
        try (var progress = new Progress()) {
            var opened = lake.open("publish");
            var job = new PublishJob(opened, options, progress.watch(opened.spark()));
            var published = job.run(replace ? OtherLake.REPLACE : OtherLake.REFUSE);
            progress.line("");
            Output.print(text(published));
            return Cli.DONE;
        }
    }

    private Properties credentials() {
        var credentials = new Properties();
        user.ifPresent(name -> credentials.setProperty("user", name));
        passwordVariable.ifPresent(variable -> credentials.setProperty("password", password(variable)));
        return credentials;
    }

    private static String password(String variable) {
        var password = System.getenv(variable);
        if (password == null) {
            throw new UserError("Invalid --password-env: " + variable + " (no such environment variable)");
        }
        return password;
    }

    private List<TableSchema> chosen() {
        if (tables.isEmpty()) {
            return Tables.ALL.stream().filter(table -> !Lake.isLarge(table)).toList();
        }
        var known = Tables.ALL.stream().map(TableSchema::name).collect(Collectors.toSet());
        for (var table : tables) {
            if (!known.contains(table)) {
                throw new UserError("Invalid --tables: " + table + " (no table of that name)");
            }
        }
        return Tables.ALL.stream()
                .filter(table -> tables.contains(table.name()))
                .toList();
    }

    private static String text(List<Published> published) {
        var text = new StringBuilder(
                String.format(Locale.ROOT, "%-20s %12s %10s %10s%n", "", "changed runs", "gone", "rows sent"));
        published.forEach(table -> text.append(String.format(
                Locale.ROOT, "%-20s %12d %10d %10d%n", table.table(), table.changed(), table.gone(), table.rows())));
        return text.toString();
    }
}
