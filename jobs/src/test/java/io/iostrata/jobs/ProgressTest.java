package io.iostrata.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void printsALineForEachPhaseWhereThereIsNoTerminal() {
        try (var progress = new Progress(new PrintStream(bytes, true, UTF_8), false)) {
            progress.phase("reading", 12);
            progress.phase("committing", 0);
            progress.line("error: x");
        }

        assertThat(printed()).isEqualTo("[s] reading (12)\n[s] committing\nerror: x\n");
    }

    @Test
    void rewritesOneLineOnATerminalAndLeavesNone() {
        try (var progress = new Progress(new PrintStream(bytes, true, UTF_8), true)) {
            progress.phase("reading", 2);
            progress.line("stays");
        }

        assertThat(printed()).isEqualTo("<clear>[s] reading ........................ 0/2<clear>stays\n<clear>");
    }

    private String printed() {
        return bytes.toString(UTF_8).replaceAll("\\[ *\\d+\\.\\d s]", "[s]").replace("\r\033[K", "<clear>");
    }
}
