package io.iostrata.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs commands in this JVM, as the command line would, and keeps what they print. */
final class Commands {
    private Commands() {}

    /** What a command left behind. */
    record Printed(int status, String out, String err) {}

    static Printed run(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var stdout = System.out;
        var stderr = System.err;
        try {
            System.setOut(new PrintStream(out, true, UTF_8));
            System.setErr(new PrintStream(err, true, UTF_8));
            int status = Cli.run(new Iostrata(), args);
            return new Printed(status, out.toString(UTF_8), err.toString(UTF_8));
        } finally {
            System.setOut(stdout);
            System.setErr(stderr);
        }
    }

    static Printed ingest(Path lake, Path archive, String... more) {
        var command = Stream.of("ingest", archive.toString(), "--lake", lake.toString());
        return run(Stream.concat(command, Stream.of(more)).toArray(String[]::new));
    }

    static Printed sql(Path lake, String format, String query) {
        return run("sql", "--lake", lake.toString(), "--format", format, query);
    }

    /** Rows of an answer as comma-separated values, without the header. */
    static List<String> rows(Path lake, String query) {
        var answer = sql(lake, "csv", query);
        if (answer.status() != 0) {
            throw new AssertionError(answer.err());
        }
        return answer.out().lines().skip(1).toList();
    }
}
