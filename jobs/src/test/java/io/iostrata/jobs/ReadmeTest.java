package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's commands, as they stand there: run in order, each ends with status 0. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");

    @TempDir
    Path dir;

    @Test
    void theCommandsOfTheReadmeRun() throws IOException {
        var commands = commands();
        assertThat(commands).hasSizeGreaterThanOrEqualTo(6);
        for (var command : commands) {
            var result = Commands.run(arguments(command));
            assertThat(result.status()).as(command + "\n" + result.err()).isZero();
            assertThat(result.out()).as(command).isNotBlank();
        }
        assertThat(dir.resolve("report.html")).isNotEmptyFile();
        assertThat(dir.resolve("demo-lake/report.html")).isNotEmptyFile();
    }

    @Test
    void theTableOfTheReadmeIsWhatTheDemoPrints() throws IOException {
        var readme = Files.readString(ROOT.resolve("README.md"));
        var printed = Commands.run(
                "demo",
                "--lake",
                dir.resolve("lake").toString(),
                "--examples",
                ROOT.resolve("examples").toString());

        var table = readme.substring(readme.indexOf("```\n") + 4, readme.indexOf("\n```\n", readme.indexOf("```\n")));
        assertThat(table).contains("130235");
        assertThat(table.lines().map(String::strip).filter(line -> !line.isEmpty()))
                .allSatisfy(line -> assertThat(printed.out()).contains(line));
    }

    private static List<String> commands() throws IOException {
        try (var lines = Files.lines(ROOT.resolve("README.md"))) {
            return lines.filter(line -> line.startsWith("./iostrata "))
                    .map(line -> line.replaceFirst(" # .*", "").strip())
                    .toList();
        }
    }

    /** The command's words, with its paths where this test may write. */
    private String[] arguments(String command) {
        var words = command.substring("./iostrata ".length()).split(" +(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].replace("\"", "");
            if (words[i].startsWith("examples/")) {
                words[i] = ROOT.resolve(words[i]).toString();
            } else if (words[i].equals("lake") || words[i].matches("(report.html|run.pftrace)")) {
                words[i] = dir.resolve(words[i]).toString();
            } else if (words[i].startsWith("jdbc:duckdb:")) {
                words[i] = "jdbc:duckdb:" + dir.resolve(words[i].substring("jdbc:duckdb:".length()));
            }
        }
        return words[0].equals("demo") ? demo() : words;
    }

    private String[] demo() {
        return new String[] {
            "demo",
            "--lake",
            dir.resolve("demo-lake").toString(),
            "--examples",
            ROOT.resolve("examples").toString()
        };
    }
}
