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
        var process = script.start("record", "guest", "--out", "run", "--", "sleep", "20");
        await(() -> tracefs.read("current_tracer").equals("function")
                && tracefs.read("tracing_on").equals("1"));

        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();

        assertThat(script.ended(process).status()).isEqualTo(status);
        await(() -> tracefs.state().equals(idle));
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
