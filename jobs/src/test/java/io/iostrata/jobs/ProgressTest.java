package io.iostrata.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.jobs.Progress.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long now;

    @Test
    void printsALineOfKeysForEachPhaseWhereThereIsNoTerminal() {
        try (var progress = progress(Style.LOG)) {
            progress.phase("reading", 12);
            at(2);
            progress.phase("committing", 0);
            progress.line("error: x");
        }

        assertThat(printed())
                .isEqualTo("seconds=0.0 phase=\"reading\" tasks=12\nseconds=2.0 phase=\"committing\"\nerror: x\n");
    }

    @Test
    void aLongPhaseIsLoggedEveryHalfMinute() {
        try (var progress = progress(Style.LOG)) {
            progress.phase("reading", 6);
            at(20);
            progress.taskDone();
            at(40);
            progress.taskDone();
            at(60);
            progress.taskDone();
        }

        assertThat(printed())
                .isEqualTo(
                        """
                        seconds=0.0 phase="reading" tasks=6
                        seconds=40.0 phase="reading" done=2 tasks=6 tasks_per_s=0.050 left_s=80
                        """);
    }

    @Test
    void rewritesOneLineOnATerminalAndLeavesNone() {
        try (var progress = progress(Style.TERMINAL)) {
            progress.phase("reading", 2);
            progress.line("stays");
        }

        assertThat(printed()).isEqualTo("<clear>[   0.0 s] reading ........................ 0/2<clear>stays\n<clear>");
    }

    @Test
    void theBarHasTheRateAndTheTimeLeft() {
        try (var progress = progress(Style.TERMINAL)) {
            progress.phase("reading", 4);
            at(30);
            progress.taskDone();
        }

        assertThat(printed()).contains("[  30.0 s] reading ######.................. 1/4, 2.0/min, 1 min 30 s left");
    }

    @Test
    void whereNobodyKnowsTheTasksTheBarIsOfThoseAnnounced() {
        try (var progress = progress(Style.TERMINAL)) {
            progress.phase("statistics", 0);
            progress.announce(4);
            at(1);
            progress.taskDone();
            progress.announce(4);
            at(2);
            progress.taskDone();
        }

        assertThat(printed())
                .contains("statistics ######.................. 1/4, 1.0/s, at least 3 s left")
                .contains("statistics ######.................. 2/8, 1.0/s, at least 6 s left");
    }

    @Test
    void theSecondsOfEachPhaseAddUpOverItsTurns() {
        var progress = progress(Style.LOG);
        progress.phase("a", 0);
        at(1);
        progress.phase("b", 0);
        at(3);
        progress.phase("a", 0);
        at(3.5);

        assertThat(progress.seconds()).isEqualTo("seconds    3.5: a 1.5, b 2.0");
    }

    private Progress progress(Style style) {
        return new Progress(new PrintStream(bytes, true, UTF_8), style, () -> now);
    }

    private void at(double seconds) {
        now = (long) (seconds * 1e9);
    }

    private String printed() {
        return bytes.toString(UTF_8).replace("\r\033[K", "<clear>");
    }
}
