package io.iostrata.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.iostrata.jobs.capture.Script;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sql} without a query: statements from a file, from standard input, and on a terminal. */
class SqlShellTest {
    private static final long PATIENCE_SECONDS = 300;

    @TempDir
    static Path dir;

    private static Path lake;

    @BeforeAll
    static void fill() {
        lake = dir.resolve("lake");
        assertThat(Commands.ingest(lake, Runs.simpletrace(dir.resolve("run"), 3))
                        .status())
                .isZero();
    }

    @Test
    void statementsAndCommandsOfStandardInputAreRunInOrder() {
        var printed = piped(
                """
                \\format csv
                SELECT count(*) AS n FROM events; SELECT ';' AS semicolon
                ;
                CREATE TEMPORARY VIEW two AS SELECT 2 AS x;
                \\timing
                SELECT x FROM two
                """);
        assertThat(printed.status()).as(printed.err()).isZero();
        assertThat(printed.out()).isEqualTo("n\n3\nsemicolon\n;\nx\n2\n");
        assertThat(printed.err()).containsPattern("timing is on\\R\\d+\\.\\d{3} s");
    }

    @Test
    void theDictionaryIsShown() {
        assertThat(piped("\\d\n").out()).containsPattern("(?m)^layer_stats +one row per run and layer$");
        var runs = piped("\\d runs\n");
        assertThat(runs.err()).contains("runs: one row per run");
        assertThat(runs.out()).containsPattern("config_id +string +\\S+");
        assertThat(piped("\\d nowhere\n").err()).contains("standard input:1:").contains("nowhere");
    }

    @Test
    void columnsHaveTheirCommentInDescribe() {
        assertThat(Commands.rows(lake, "DESCRIBE events"))
                .hasSizeGreaterThan(20)
                .allSatisfy(row -> assertThat(row).doesNotEndWith(","));
    }

    @Test
    void aFileMayHoldAnother() throws Exception {
        var inner = Files.writeString(dir.resolve("inner.sql"), "SELECT 7 AS seven;");
        var outer = Files.writeString(dir.resolve("outer.sql"), "\\format csv\n\\i " + inner + "\n-- done\n");
        var printed = Commands.run("sql", "--lake", lake.toString(), "--file", outer.toString());
        assertThat(printed.out()).isEqualTo("seven\n7\n");
        Files.writeString(outer, "\\i " + outer + "\n");
        assertThat(Commands.run("sql", "--lake", lake.toString(), "--file", outer.toString())
                        .err())
                .contains("expected no file that includes itself");
    }

    @Test
    void theFirstMistakeEndsItWithItsLine() throws Exception {
        var file = Files.writeString(dir.resolve("bad.sql"), "SELECT 1;\n\nSELECT nothing FROM runs;\nSELECT 2;\n");
        var printed = Commands.run("sql", "--lake", lake.toString(), "--format", "csv", "--file", file.toString());
        assertThat(printed.status()).isEqualTo(2);
        assertThat(printed.out()).isEqualTo("1\n1\n");
        assertThat(printed.err()).startsWith("iostrata: " + file + ":3: ").contains("nothing");
        assertThat(Commands.run("sql", "--lake", lake.toString(), "--file", "nowhere.sql")
                        .err())
                .isEqualTo("iostrata: nowhere.sql: no such file, expected one of statements\n");
        assertThat(piped("SELECT 1\n" + "x".repeat(1 << 20) + "\n").err())
                .startsWith("iostrata: standard input:2: a statement of more than");
        assertThat(piped("\\x\n").err()).contains("standard input:1: \\x: no command of the shell");
    }

    @Test
    @Tag("slow")
    void onATerminalLinesAreEditedCompletedAndRemembered() throws Exception {
        assumeThat(Script.isThere("script"))
                .as("script gives a pseudo-terminal")
                .isTrue();
        var home = Files.createDirectories(dir.resolve("home"));
        var command = String.join(" ", ChildProcess.words(Iostrata.class, "sql", "--lake", lake.toString()));
        var log = dir.resolve("terminal.log");
        var builder = new ProcessBuilder("script", "-qefc", "stty cols 100 rows 30; " + command, "/dev/null")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("CLASSPATH", ChildProcess.classPath());
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Diostrata.conversation=true -Duser.home=" + home);
        builder.environment().put("TERM", "xterm");
        var shell = builder.start();
        await(log, "iostrata> ");
        // A mistake does not end the shell; a tab completes the table.
        shell.getOutputStream()
                .write("SELEKT 1;\nSELECT count(*) AS rows_of\nFROM layer_st\t;\nSELECT 40 + 2 AS x;\n\\q\n"
                        .getBytes(UTF_8));
        shell.getOutputStream().flush();
        assertThat(shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        assertThat(shell.exitValue()).as(Files.readString(log)).isZero();
        assertThat(Files.readString(log))
                .contains("\\? for help")
                .contains("PARSE_SYNTAX_ERROR")
                .containsPattern("x\\R+42");
        assertThat(home.resolve(".iostrata_history"))
                .content()
                .contains("FROM layer_stats")
                .contains("SELECT 40 + 2");
    }

    private static void await(Path log, String text) throws Exception {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.readString(log).contains(text)) {
            assertThat(System.nanoTime()).as("waited long enough").isLessThan(patience);
            Thread.sleep(100);
        }
    }

    private static Commands.Printed piped(String statements) {
        var stdin = System.in;
        try {
            System.setIn(new ByteArrayInputStream(statements.getBytes(UTF_8)));
            return Commands.run("sql", "--lake", lake.toString());
        } finally {
            System.setIn(stdin);
        }
    }
}
