package io.iostrata.jobs.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code capture/record} against a directory that stands for tracefs: what is set meanwhile, and that all is put back. */
@Timeout(120)
class RecordTest {
    @TempDir
    Path dir;

    private FakeTracefs tracefs;
    private Script script;

    @BeforeEach
    void anIdleKernel() {
        tracefs = FakeTracefs.idle(dir.resolve("tracefs"));
        script = new Script(dir).with("TRACEFS", tracefs.root());
    }

    @Test
    void filtersAndClockAreSetWhileTheCommandRunsAndPutBackAfterIt() throws Exception {
        var idle = tracefs.state();

        var ended = script.run(
                "record",
                "kvm",
                "--out",
                "run",
                "--port",
                "0xc090",
                "--gsi",
                "26",
                "--buffer-kb",
                "2048",
                "--",
                "cp",
                "-r",
                "tracefs",
                "meanwhile");

        assertThat(ended.status()).as(ended.printed()).isZero();
        var expected = new TreeMap<>(idle);
        expected.put("trace_clock", "mono");
        expected.put("per_cpu/cpu0/buffer_size_kb", "2048");
        expected.put("per_cpu/cpu1/buffer_size_kb", "2048");
        expected.put("kvm/kvm_pio", "1");
        expected.put("kvm/kvm_pio filter", "port == 0xc090");
        expected.put("kvm/kvm_set_irq", "1");
        expected.put("kvm/kvm_set_irq filter", "gsi == 26");
        expected.put("kvm/kvm_msi_set_irq", "1");
        assertThat(copyOfTheStateMeanwhile()).isEqualTo(expected);
        assertThat(tracefs.state()).isEqualTo(idle);
        assertThat(ended.printed())
                .contains("kvm:kvm_mmio: not on this kernel")
                .contains("8 events found no room")
                .contains("--buffer-kb 2048");
    }

    @Test
    void theFunctionTracerSeesTheDriverAlone() throws Exception {
        var idle = tracefs.state();
        var ended = script.run("record", "guest", "--out", "run", "--", "cp", "-r", "tracefs", "meanwhile");

        assertThat(ended.status()).as(ended.printed()).isZero();
        assertThat(copyOfTheStateMeanwhile())
                .containsEntry("set_ftrace_filter", "vp_notify vring_interrupt")
                .containsEntry("current_tracer", "function")
                .containsEntry("tracing_on", "1");
        assertThat(tracefs.state()).isEqualTo(idle);
    }

    @ParameterizedTest
    @CsvSource({"HUP, 129", "INT, 130", "TERM, 143", "KILL, 137"})
    void aSignalEndsTheRecordingAndPutsEverythingBack(String signal, int status) throws Exception {
        var idle = tracefs.state();
        var process = script.start("record", "guest", "--out", "run", "--", "sleep", "300");
        await(() -> tracefs.read("current_tracer").equals("function")
                && tracefs.read("tracing_on").equals("1"));
        var commands = process.descendants()
                .filter(each -> each.info().command().orElse("").endsWith("sleep"))
                .toList();

        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();

        assertThat(script.ended(process).status()).isEqualTo(status);
        await(() -> tracefs.state().equals(idle));
        commands.forEach(ProcessHandle::destroy);
        assertThat(dir.resolve("run/guest-virtio.mono.txt").toFile().exists()).isEqualTo(!signal.equals("KILL"));
    }

    @Test
    void whatFailsOnTheWayIsPutBackToo() throws Exception {
        var idle = tracefs.state();
        Files.delete(tracefs.root().resolve("events/kvm/kvm_msi_set_irq/enable"));
        Files.createDirectory(tracefs.root().resolve("events/kvm/kvm_msi_set_irq/enable"));

        var ended = script.run("record", "kvm", "--out", "run", "--", "true");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.printed()).contains("events/kvm/kvm_msi_set_irq/enable: cannot be read");
        Files.delete(tracefs.root().resolve("events/kvm/kvm_msi_set_irq/enable"));
        tracefs.write("events/kvm/kvm_msi_set_irq/enable", "0\n");
        assertThat(tracefs.state()).isEqualTo(idle);
    }

    @Test
    void theCommandsStatusIsTheRecordings() throws Exception {
        assertThat(script.run("record", "kvm", "--out", "run", "--", "sh", "-c", "exit 7")
                        .status())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    kvn --out run                        | layer 'kvn', expected guest, guest-block, kvm or host-block
                    kvm                                  | no --out, expected the directory of the run
                    kvm --out                            | --out: no value, expected one
                    kvm --out run --clock monotonic      | --clock: 'monotonic', expected one of: local global mono x86-tsc
                    kvm --out run --buffer-kb 1g         | --buffer-kb: '1g', expected a number below 10^9
                    kvm --out run --config aio           | --config: 'aio', expected KEY=VALUE
                    kvm --out run --config a=b\tc         | --config: a line break, tab or other control character
                    kvm --out run --reader perf          | --reader: 'perf', expected buffer, pipe or trace-cmd
                    """)
    void mistakesAreOneLine(String arguments, String message) throws Exception {
        var ended = script.run("record", arguments.split(" ", -1));
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.printed()).startsWith("record: " + message).hasLineCount(1);
    }

    @Test
    void somebodyElsesTracingIsLeftAlone() throws Exception {
        tracefs.write("set_event", "sched:sched_switch\n");
        var before = tracefs.state();
        var ended = script.run("record", "kvm", "--out", "run", "--", "true");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.printed()).contains("sched:sched_switch is enabled, expected no event");
        assertThat(tracefs.state()).isEqualTo(before);
    }

    @Test
    void aKernelThatCannotTraceFunctionsSaysWhatDoesInstead() throws Exception {
        tracefs.write("available_filter_functions", "vfs_read\n");
        var ended = script.run("record", "guest", "--out", "run", "--", "true");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.printed()).contains("not traceable").contains("record guest-block");
    }

    @Test
    void whatTracePipeStillHoldsIsToldOf() throws Exception {
        var pipe = tracefs.root().resolve("trace_pipe");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        tracefs.write("per_cpu/cpu1/stats", "entries: 5\n");
        // While one sleeps with the pipe in hand, its reader sees no end.
        var command = "exec 4<>" + pipe + "; echo line >&4; sleep 30 &";

        var ended = script.run("record", "guest", "--reader", "pipe", "--out", "run", "--", "sh", "-c", command);

        assertThat(ended.status()).as(ended.printed()).isEqualTo(1);
        assertThat(ended.printed()).contains("5 events were not read").doesNotContain("ended before");
        assertThat(dir.resolve("run/guest-virtio.mono.txt")).hasContent("line");
    }

    @Test
    void aReaderThatEndsEarlyIsToldOf() throws Exception {
        tracefs.write("trace_pipe", "line\n");
        var ended = script.run("record", "guest", "--reader", "pipe", "--out", "run", "--", "sleep", "1");
        assertThat(ended.status()).as(ended.printed()).isEqualTo(1);
        assertThat(ended.printed()).contains("the reader of trace_pipe ended before the recording did");
    }

    @Test
    void aRunKeepsTheDateOfItsFirstRecordingAndALogOfFioHasNoClock() throws Exception {
        var first = recording("a", "2026-01-02T00:00:00Z");
        var second = recording("b", "2026-01-01T00:00:00Z");
        Files.writeString(first.resolve("guest-fio_lat.1.log"), "1, 2, 0, 4096, 0\n");
        Files.writeString(second.resolve("host-kvm.mono.txt"), "kvm\n");

        var joined = script.run("join", "--out", "run", "a", "b");
        assertThat(joined.status()).as(joined.printed()).isZero();
        assertThat(script.run("join", "--out", "run", "--config", "aio=native").status())
                .isZero();

        assertThat(dir.resolve("run/run.json"))
                .content()
                .contains("\"date\": \"2026-01-01T00:00:00Z\"", "\"aio\": \"native\"")
                .contains("{\"path\": \"guest-fio_lat.1.log\", \"layer\": \"guest\"}")
                .contains("{\"path\": \"host-kvm.mono.txt\", \"layer\": \"kvm\", \"clock\": \"host mono\"}");
    }

    @Test
    void twoFilesOfOneNameAreNotJoined() throws Exception {
        Files.writeString(recording("a", "2026-01-01T00:00:00Z").resolve("host-kvm.mono.txt"), "one\n");
        var second = recording("b", "2026-01-01T00:00:00Z").resolve("host-kvm.mono.txt");
        Files.writeString(second, "two\n");
        var ended = script.run("join", "--out", "run", "a", "b");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.printed()).contains("host-kvm.mono.txt: in a and in b");
        assertThat(dir.resolve("run/host-kvm.mono.txt")).doesNotExist();
        Files.writeString(second, "one\n");
        assertThat(script.run("join", "--out", "run", "a", "b").status()).isZero();
    }

    private Path recording(String name, String date) throws IOException {
        var run = Files.createDirectory(dir.resolve(name));
        Files.writeString(
                run.resolve("run.json"), "{\n  \"tool\": \"iostrata capture\",\n  \"date\": \"" + date + "\",\n}\n");
        return run;
    }

    @Test
    void aManifestOfSomebodyElsesStaysAsItIs() throws Exception {
        var manifest = Files.createDirectory(dir.resolve("run")).resolve("run.json");
        Files.writeString(manifest, "{}\n");
        assertThat(script.run("record", "kvm", "--out", "run", "--", "true").status())
                .isEqualTo(2);
        assertThat(manifest).hasContent("{}");
    }

    private Map<String, String> copyOfTheStateMeanwhile() {
        return FakeTracefs.at(dir.resolve("meanwhile")).state();
    }

    private static void await(Condition condition) throws IOException, InterruptedException {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waited long enough").isLessThan(patience);
            Thread.sleep(20);
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }
}
