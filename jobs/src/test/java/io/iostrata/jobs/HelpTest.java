package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.schemas.stack.StackModel;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
    private static final Pattern EXAMPLE = Pattern.compile("(?:Examples?: +| {4,})iostrata (.+)");
    private static final Pattern WORDS = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasAnExampleThatParses(String command) {
        var examples = examples(command);
        assertThat(examples).isNotEmpty();
        for (var example : examples) {
            assertThat(example).startsWith(command);
            var parsed = new CommandLine(new Iostrata())
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .parseArgs(words(example));
            assertThat(parsed.subcommand().commandSpec().name()).isEqualTo(command);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpIsTheAnswerAndOfItsOwnCommand(String command) {
        var printed = Commands.run(command, "--help");
        assertThat(printed.status()).isZero();
        assertThat(printed.err()).isEmpty();
        assertThat(printed.out()).startsWith("Usage: iostrata " + command).contains("Example");
    }

    @Test
    void helpNamesEveryValueOfTheModel() {
        var names = StackModel.virtioBlk().runValueNames().stream()
                .map(name -> name.substring(1))
                .toList();
        for (var command : List.of("analyze", "ingest")) {
            assertThat(Commands.run(command, "--help").out().replaceAll("\\s+", " "))
                    .contains(String.join(", ", names));
        }
    }

    @Test
    void aMistakeIsTwoLinesTheSecondOfWhichSaysWhereHelpIs() {
        var printed = Commands.run("ingest", "runs");
        assertThat(printed.status()).isEqualTo(2);
        assertThat(printed.out()).isEmpty();
        assertThat(printed.err().lines())
                .containsExactly(
                        "iostrata ingest: Missing required option: '--lake=DIR'",
                        "`iostrata ingest --help` says how it is used.");
    }

    @Test
    void aMisspeltCommandIsGuessed() {
        assertThat(Commands.run("analyse").err())
                .contains("Unmatched argument")
                .contains("Did you mean: iostrata analyze");
        assertThat(Commands.run("sql", "--lake", "x", "--fromat").err()).contains("Unknown option: '--fromat'");
    }

    @Test
    void withoutACommandTheCommandsAreListed() {
        var printed = Commands.run();
        assertThat(printed.status()).isEqualTo(2);
        assertThat(printed.err()).contains("Which command?").contains("ingest").contains("doctor");
    }

    @Test
    void theCompletionKnowsEveryCommandAndItsOptions() throws Exception {
        var script = Commands.run("completion").out();
        assertThat(commands()).allSatisfy(command -> assertThat(script).contains("_picocli_iostrata_" + command));
        assertThat(completed(script, "iostrata an")).containsExactly("analyze");
        assertThat(completed(script, "iostrata report --fi")).containsExactly("--figure");
    }

    /** What bash would offer for the last word. */
    private static List<String> completed(String script, String line) throws Exception {
        var words = line.split(" ", -1);
        var ask = script + "\nCOMP_WORDS=(" + line + ")\nCOMP_CWORD=" + (words.length - 1)
                + "\n_complete_iostrata\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n";
        var bash = new ProcessBuilder("bash", "--norc")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var in = bash.outputWriter()) {
            in.write(ask);
        }
        try (var out = bash.inputReader()) {
            return out.lines()
                    .map(String::strip)
                    .filter(word -> !word.isEmpty())
                    .toList();
        }
    }

    private static Stream<String> commands() {
        return new CommandLine(new Iostrata())
                .getSubcommands().keySet().stream().filter(name -> !name.equals("help"));
    }

    private static List<String> examples(String command) {
        var footer = new CommandLine(new Iostrata())
                .getSubcommands()
                .get(command)
                .getCommandSpec()
                .usageMessage()
                .footer();
        return Stream.of(footer)
                .map(EXAMPLE::matcher)
                .filter(Matcher::matches)
                .map(match -> match.group(1))
                .toList();
    }

    private static String[] words(String example) {
        return WORDS.matcher(example)
                .results()
                .map(word -> Stream.of(1, 2, 3)
                        .map(word::group)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow())
                .toArray(String[]::new);
    }
}
