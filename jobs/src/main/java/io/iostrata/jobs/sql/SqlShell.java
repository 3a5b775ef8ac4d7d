package io.iostrata.jobs.sql;

import io.iostrata.jobs.UserError;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.Tables;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;

/** Statements and the shell's own commands, one after the other: answers on one stream, all else on the other. */
public final class SqlShell {
    private static final int DEEPEST = 8;
    private static final Pattern PLACED = Pattern.compile("\\S+:\\d+: ");
    private static final String HELP =
            """
            \\d              tables
            \\d TABLE        columns of a table, with what they mean
            \\timing         print how long each statement took, or no longer
            \\format FORMAT  table, csv or json
            \\i FILE         run the statements of a file
            \\q              quit
            Anything else is Spark SQL and ends with a semicolon.
            """;

    private final SparkSession spark;
    private final Writer out;
    private final PrintStream remarks;
    private ResultFormat format;
    private boolean isTimed;
    private boolean isOver;
    private int depth;

    public SqlShell(SparkSession spark, ResultFormat format, Writer out, PrintStream remarks) {
        this.spark = spark;
        this.format = format;
        this.out = out;
        this.remarks = remarks;
    }

    /** True after {@code \q}. */
    public boolean isOver() {
        return isOver;
    }

    /** Runs all of a text; a mistake ends it, named with its line. */
    public void runAll(String name, Iterable<String> lines) throws IOException {
        var reader = new StatementReader();
        int number = 0;
        for (var line : lines) {
            number++;
            var place = name + ":" + number + ": ";
            for (var statement : ended(reader, place, line)) {
                runAt(place, statement);
            }
            if (isOver) {
                return;
            }
        }
        var last = reader.rest();
        if (!last.isEmpty()) {
            runAt(name + ":" + number + ": ", last);
        }
    }

    private static List<String> ended(StatementReader reader, String place, String line) {
        try {
            return reader.add(line);
        } catch (UserError tooLong) {
            throw told(place, tooLong);
        }
    }

    /** Runs one, with what its mistakes are to begin with. */
    public void runAt(String place, String statement) throws IOException {
        try {
            run(statement);
        } catch (IOException failed) {
            throw failed;
        } catch (Exception failed) {
            // Spark throws checked exceptions that it does not declare.
            throw told(place, failed);
        }
    }

    /** Runs a statement or a command of the shell. */
    public void run(String statement) throws IOException {
        if (statement.startsWith("\\")) {
            var words = statement.substring(1).strip().split("\\s+", 2);
            command(words[0], words.length > 1 ? words[1].replaceFirst(";$", "") : "");
            return;
        }
        long begun = System.nanoTime();
        print(statement);
        if (isTimed) {
            remarks.printf(Locale.ROOT, "%.3f s%n", (System.nanoTime() - begun) / 1e9);
        }
    }

    /** What is the user's to mend, as the line that tells it; nothing for what broke in here. */
    public static Optional<String> mistake(Throwable failed) {
        var cause = ExceptionUtils.getRootCause(failed);
        if (cause instanceof UserError) {
            // A task of Spark's may have found it.
            return Optional.of(cause.getMessage());
        }
        boolean isOfTheQuery = failed instanceof RuntimeException
                && failed instanceof SparkThrowable spark
                && !spark.isInternalError();
        return isOfTheQuery || failed instanceof AnalysisException
                ? Optional.of(String.valueOf(failed.getMessage()).strip())
                : Optional.empty();
    }

    /** The innermost place is told. */
    private static RuntimeException told(String place, Exception failed) {
        var mistake = mistake(failed);
        if (mistake.isPresent()) {
            return new UserError(isPlaced(failed) ? mistake.get() : place + mistake.get());
        }
        return failed instanceof RuntimeException broken ? broken : new IllegalStateException(failed);
    }

    private static boolean isPlaced(Exception failed) {
        return failed instanceof UserError
                && PLACED.matcher(failed.getMessage()).lookingAt();
    }

    private void command(String name, String argument) throws IOException {
        switch (name) {
            case "d", "dt" -> describe(argument);
            case "timing" -> {
                isTimed = !isTimed;
                remarks.println(isTimed ? "timing is on" : "timing is off");
            }
            case "format" -> format = formatNamed(argument);
            case "i" -> include(Path.of(argument));
            case "q", "quit" -> isOver = true;
            case "?", "h", "help" -> remarks.print(HELP);
            default -> throw new UserError("\\" + name + ": no command of the shell (\\? lists them)");
        }
    }

    private void describe(String table) throws IOException {
        if (table.isEmpty()) {
            int widest = Tables.ALL.stream()
                    .mapToInt(each -> each.name().length())
                    .max()
                    .orElse(0);
            for (var each : Tables.ALL) {
                out.write(("%-" + widest + "s  one row per %s%n").formatted(each.name(), each.grain()));
            }
            out.flush();
            return;
        }
        var known =
                Tables.ALL.stream().filter(each -> each.name().equals(table)).findFirst();
        known.map(TableSchema::grain).ifPresent(grain -> remarks.println(table + ": one row per " + grain));
        print("DESCRIBE TABLE " + quoted(table));
    }

    /** A name with dots, each part quoted, so that it can be nothing but a name. */
    private static String quoted(String name) {
        return "`" + name.replace("`", "").replace(".", "`.`") + "`";
    }

    private static ResultFormat formatNamed(String name) {
        for (var format : ResultFormat.values()) {
            if (format.name().equalsIgnoreCase(name)) {
                return format;
            }
        }
        throw new UserError("\\format: '" + name + "', expected table, csv or json");
    }

    private void include(Path file) throws IOException {
        if (depth == DEEPEST) {
            throw new UserError(file + ": included " + DEEPEST + " deep, expected no file that includes itself");
        }
        depth++;
        try {
            runAll(file.toString(), lines(file));
        } finally {
            depth--;
        }
    }

    /** A file's lines, or why it cannot be read. */
    public static Iterable<String> lines(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UserError(file + ": no such file, expected one of statements");
        }
        if (Files.size(file) > StatementReader.LONGEST) {
            throw new UserError(
                    file + ": " + Files.size(file) + " bytes, expected a file of statements of at most 1 MiB");
        }
        try {
            return Files.readAllLines(file);
        } catch (MalformedInputException binary) {
            throw new UserError(file + ": not UTF-8 text, expected statements");
        }
    }

    private void print(String statement) throws IOException {
        var rows = spark.sql(statement);
        try {
            if (rows.schema().fields().length > 0) {
                format.print(rows, out);
            }
        } finally {
            // The rows before a mistake come before its message.
            out.flush();
        }
    }
}
