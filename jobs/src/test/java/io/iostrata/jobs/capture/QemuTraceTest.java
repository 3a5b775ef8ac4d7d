package io.iostrata.jobs.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code capture/qemu-trace} against a command that stands for QEMU's monitor and writes down what it is told. */
@Timeout(120)
class QemuTraceTest {
    private static final String MONITOR =
            """
            echo "$1" >>monitor.log
            case $1 in
              'info trace-events') printf 'virtio_notify : state 1\\nlaio_submit : state 0\\nlaio_submit_done : state 0\\nusb_x : state 0\\n' ;;
              trace-file) echo "Trace file \\"$(cat name 2>/dev/null || echo trace-1)\\" $(cat state 2>/dev/null || echo off)." ;;
              'trace-file set '*) echo "${1#trace-file set }" >name ;;
              'trace-file on') echo on >state; printf x >"$(cat name)" ;;
              'trace-file off') echo off >state ;;
            esac
            """;
    private static final List<String> OFF_AGAIN =
            List.of("trace-event laio_submit off", "trace-event laio_submit_done off");

    private static final String[] NAME_AGAIN = {
        "trace-file flush", "trace-file off", "trace-file set trace-1", "trace-file off"
    };

    @TempDir
    Path dir;

    private Script script;

    @BeforeEach
    void aMonitor() throws Exception {
        script = new Script(dir);
        Files.writeString(dir.resolve("monitor"), MONITOR);
        Files.writeString(dir.resolve("trace-events-all"), "laio_submit(void *s) \"s %p\"\n");
    }

    @Test
    void whatWasOffIsSwitchedOnForTheCommandAndOffAgain() throws Exception {
        var ended = simple("sh", "-c", "echo run >>monitor.log");

        assertThat(ended.status()).as(ended.printed()).isZero();
        assertThat(told())
                .containsExactly(
                        "info trace-events",
                        "trace-file",
                        "trace-file set " + dir.toRealPath().resolve("run/qemu-simple.mono.trace"),
                        "trace-file",
                        "trace-file on",
                        "trace-file",
                        "trace-event laio_submit on",
                        "trace-event laio_submit_done on",
                        "run",
                        "trace-event laio_submit off",
                        "trace-event laio_submit_done off",
                        "info trace-events",
                        "trace-file flush",
                        "trace-file off",
                        "trace-file set trace-1",
                        "trace-file off");
        assertThat(dir.resolve("run/qemu-simple.mono.trace")).hasContent("x");
        assertThat(dir.resolve("run/run.json"))
                .content()
                .contains("{\"path\": \"qemu-simple.mono.trace\", \"layer\": \"qemu\", \"clock\": \"host mono\"}")
                .contains("{\"path\": \"trace-events-all\", \"layer\": \"qemu\"}");
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalSwitchesTheEventsOffAgain(String signal, int status) throws Exception {
        var ended = simple("sh", "-c", "kill -" + signal + " $PPID; sleep 20");

        assertThat(ended.status()).isEqualTo(status);
        assertThat(told()).containsAll(OFF_AGAIN).endsWith(NAME_AGAIN);
    }

    @Test
    void aQemuThatDoesNotBeginToRecordIsRefused() throws Exception {
        Files.writeString(dir.resolve("monitor"), MONITOR.replace("echo on >state", "true"));
        var ended = simple("sh", "-c", "echo run >>monitor.log");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.printed()).contains("trace-file on: 'Trace file").contains("expected on");
        assertThat(told()).doesNotContain("run", "trace-event laio_submit on").endsWith(NAME_AGAIN);
        assertThat(dir.resolve("run/run.json")).doesNotExist();
    }

    @Test
    void whereANewNameRecordsByItselfTheEarlierFileIsNotWrittenOver() throws Exception {
        Files.writeString(dir.resolve("monitor"), MONITOR.replace(">name ;;", ">name; echo on >state ;;"));
        assertThat(simple("true").status()).isZero();
        assertThat(told()).doesNotContain("trace-file on", "trace-file set trace-1");
        assertThat(told()).endsWith("trace-file flush", "trace-file off");
    }

    @Test
    void anEventThatStaysOnIsToldOf() throws Exception {
        Files.writeString(
                dir.resolve("monitor"),
                MONITOR.replace(
                        "'trace-file on')",
                        "'trace-event laio_submit on') sed -i 's/laio_submit : state 0/laio_submit : state 1/' monitor ;;\n'trace-file on')"));
        var ended = simple("true");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.printed()).contains("not known to be off again: laio_submit\n");
    }

    @Test
    void ofTheLogOnlyWhatIsNewIsKept() throws Exception {
        Files.writeString(dir.resolve("qemu.log"), "7@1.000001:laio_submit s 0x1\n");
        var ended = log("echo 7@2.000001:laio_submit s 0x2 >>qemu.log; echo laio_submit s 0x3 >>qemu.log");

        assertThat(ended.status()).as(ended.printed()).isZero();
        assertThat(dir.resolve("run/qemu-log.realtime.txt"))
                .hasContent("7@2.000001:laio_submit s 0x2\nlaio_submit s 0x3\n");
        assertThat(told()).containsAll(OFF_AGAIN);
    }

    @Test
    void aLogWithoutTimesIsToldOf() throws Exception {
        Files.writeString(dir.resolve("qemu.log"), "");
        var ended = log("echo laio_submit s 0x3 >>qemu.log");
        assertThat(ended.printed()).contains("no line has a time, expected QEMU to run with -msg timestamp=on");
    }

    @Test
    void aFileThatQemuIsWritingIsLeftAlone() throws Exception {
        Files.writeString(dir.resolve("monitor"), MONITOR.replace("echo off)", "echo on)"));
        var ended = simple("true");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.printed()).contains("QEMU records already").contains("expected trace-file off");
        assertThat(told()).containsExactly("info trace-events", "trace-file");
    }

    private Script.Ended simple(String... command) throws Exception {
        var line = new ArrayList<>(
                List.of("simple", "--out", "run", "--hmp", "sh monitor", "--trace-events", "trace-events-all", "--"));
        line.addAll(List.of(command));
        return script.run("qemu-trace", line.toArray(String[]::new));
    }

    /** Of the log backend, while a command of the shell runs. */
    private Script.Ended log(String command) throws Exception {
        return script.run(
                "qemu-trace",
                "log",
                "--out",
                "run",
                "--hmp",
                "sh monitor",
                "--log-file",
                "qemu.log",
                "--",
                "sh",
                "-c",
                command);
    }

    private List<String> told() throws Exception {
        return Files.readAllLines(dir.resolve("monitor.log"));
    }
}
