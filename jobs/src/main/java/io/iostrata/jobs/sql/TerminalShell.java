package io.iostrata.jobs.sql;

import io.iostrata.jobs.UserError;
import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.tables.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.jline.builtins.Completers.FileNameCompleter;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * The shell on a terminal: lines are edited, kept in a history and completed; a mistake is printed and the shell goes
 * on. Ctrl-C forgets the statement, or stops the one that runs; Ctrl-D quits.
 */
public final class TerminalShell {
    private static final int MOST_HISTORY = 2000;
    private static final List<String> WORDS = List.of(
            "SELECT",
            "FROM",
            "WHERE",
            "GROUP",
            "BY",
            "ORDER",
            "HAVING",
            "LIMIT",
            "JOIN",
            "LEFT",
            "ON",
            "USING",
            "AS",
            "AND",
            "OR",
            "NOT",
            "NULL",
            "IS",
            "IN",
            "LIKE",
            "BETWEEN",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "DISTINCT",
            "WITH",
            "UNION",
            "ALL",
            "OVER",
            "PARTITION",
            "DESC",
            "ASC",
            "count",
            "sum",
            "avg",
            "min",
            "max",
            "round",
            "percentile",
            "DESCRIBE",
            "EXPLAIN",
            "SHOW",
            "TABLES");
    private static final List<String> COMMANDS = List.of("\\d", "\\timing", "\\format", "\\i", "\\q", "\\?");

    private final SqlShell shell;
    private final SparkSession spark;

    public TerminalShell(SqlShell shell, SparkSession spark) {
        this.shell = shell;
        this.spark = spark;
    }

    /** Reads and runs until the user quits. */
    public void run(Path history) throws IOException {
        try (var terminal = TerminalBuilder.builder().system(true).dumb(true).build()) {
            terminal.handle(Terminal.Signal.INT, signal -> spark.sparkContext().cancelAllJobs());
            var reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .parser(new DefaultParser().eofOnUnclosedQuote(false).escapeChars(new char[0]))
                    .completer(TerminalShell::complete)
                    .option(LineReader.Option.CASE_INSENSITIVE, true)
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .variable(LineReader.HISTORY_FILE, history)
                    .variable(LineReader.HISTORY_SIZE, MOST_HISTORY)
                    .variable(LineReader.HISTORY_FILE_SIZE, MOST_HISTORY)
                    .build();
            terminal.writer().println("\\? for help, \\q to quit.");
            loop(reader, terminal);
        }
    }

    private void loop(LineReader reader, Terminal terminal) {
        var statements = new StatementReader();
        while (!shell.isOver()) {
            try {
                var line = reader.readLine(statements.isOpen() ? "      -> " : "iostrata> ");
                for (var statement : statements.add(line)) {
                    run(statement, terminal);
                }
            } catch (UserInterruptException forgotten) {
                statements.rest();
            } catch (UserError tooLong) {
                statements.rest();
                terminal.writer().println(tooLong.getMessage());
                terminal.flush();
            } catch (EndOfFileException end) {
                return;
            }
        }
    }

    private void run(String statement, Terminal terminal) {
        try {
            shell.run(statement);
        } catch (Exception failed) {
            var message =
                    SqlShell.mistake(failed).orElse(failed.getClass().getSimpleName() + ": " + failed.getMessage());
            terminal.writer().println(message.lines().findFirst().orElse("?"));
            terminal.flush();
        }
    }

    /** Files after {@code \i}, tables after {@code \d}, else tables, columns and words of SQL. */
    static void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        var first = line.words().isEmpty() ? "" : line.words().get(0);
        if (line.wordIndex() > 0 && first.equals("\\i")) {
            Completer files = new FileNameCompleter();
            files.complete(reader, line, candidates);
            return;
        }
        names(first, line.wordIndex()).map(Candidate::new).forEach(candidates::add);
    }

    private static Stream<String> names(String first, int place) {
        var tables = Tables.ALL.stream().map(table -> table.name());
        if (place > 0 && first.equals("\\d")) {
            return tables;
        }
        if (place == 0 && first.startsWith("\\")) {
            return COMMANDS.stream();
        }
        var columns =
                Tables.ALL.stream().flatMap(table -> table.fields().stream()).map(Field::name);
        return Stream.of(tables, columns, WORDS.stream(), HistogramExtensions.names())
                .flatMap(each -> each)
                .distinct();
    }
}
