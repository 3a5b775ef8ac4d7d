package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.iostrata.jobs.capture.FakeTracefs;
import io.iostrata.jobs.capture.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the scripts of {@code capture/} write is a run that iostrata reads without a remark. */
@Tag("slow")
@Timeout(300)
class CaptureTest {
    private static final String GUEST =
            """
                     seqread-201   [000] d..1.    10.000100: vp_notify <-virtqueue_notify
                      <idle>-0     [000] d.h2.    10.000300: vring_interrupt <-vp_vring_interrupt
            """;
    private static final String KVM =
            """
                   qemu-202     [000] .....    70.000120: kvm_pio: pio_write at 0xc010 size 2 count 1 val 0x0\s
                   qemu-202     [000] .....    70.000280: kvm_set_irq: gsi 11 level 1 source 0
            """;

    @TempDir
    Path dir;

    @Test
    void theDirectoriesOfGuestAndHostBecomeOneRun() throws Exception {
        var script = new Script(dir).with("TRACEFS", dir.resolve("tracefs"));
        Files.writeString(dir.resolve("guest.txt"), GUEST);
        Files.writeString(dir.resolve("kvm.txt"), KVM);
        assertThat(recorded(script, "guest", "guest.txt")).isZero();
        assertThat(recorded(script, "kvm", "kvm.txt")).isZero();
        Files.writeString(
                dir.resolve("guest/guest-seqread.txt"),
                "seqread: requests=1 mean_ns=250000\nseqread: op=read bs=4096 start_ns=10000000000 end_ns=10000400000\n");

        var joined = script.run("join", "--out", "r1", "--config", "aio=native", "--set", "a", "guest", "kvm");
        assertThat(joined.status()).as(joined.printed()).isZero();

        var lake = dir.resolve("lake");
        var ingested = Commands.ingest(lake, dir.resolve("r1"));
        assertThat(ingested.status()).as(ingested.err()).isZero();
        assertThat(Commands.rows(lake, "SELECT path, machine, clock, events FROM sources ORDER BY path"))
                .containsExactly(
                        "guest-seqread.txt,guest,guest mono,2",
                        "guest-virtio.mono.txt,guest,guest mono,2",
                        "host-kvm.mono.txt,host,host mono,2");
        assertThat(Commands.rows(lake, "SELECT run_id, set_id, config['aio'], config['layer'] FROM runs"))
                .containsExactly("r1,a,native,kvm");
        assertThat(Commands.rows(lake, "SELECT kind, message FROM issues WHERE severity <> 'info'"))
                .isEmpty();
    }

    @Test
    void theBenchmarkIsReadWithItsWindow() throws Exception {
        assumeThat(Script.isThere("cc")).as("a C compiler is installed").isTrue();
        var disk = Files.write(Path.of("target", "capture-disk"), new byte[1 << 20])
                .toAbsolutePath();
        var ended = new Script(dir)
                .run(
                        "bench",
                        "host",
                        "--out",
                        "r2",
                        "--device",
                        disk.toString(),
                        "--requests",
                        "300",
                        "--log",
                        "--config",
                        "host_disk=a \"fast\" one");
        assumeThat(ended.printed())
                .as("the file system reads with O_DIRECT")
                .doesNotContain("Invalid argument", "not permitted");
        assertThat(ended.status()).as(ended.printed()).isZero();

        var lake = dir.resolve("lake");
        assertThat(Commands.ingest(lake, dir.resolve("r2")).status()).isZero();
        assertThat(Commands.rows(
                        lake,
                        "SELECT config['host_disk'], config['workload.requests'], (SELECT count(*) FROM events WHERE"
                                + " event = 'seqread_end') FROM runs"))
                .containsExactly("\"a \"\"fast\"\" one\",300,300");
        assertThat(Commands.rows(lake, "SELECT kind, message FROM issues WHERE severity <> 'info'"))
                .isEmpty();
    }

    private int recorded(Script script, String layer, String trace) throws Exception {
        FakeTracefs.idle(dir.resolve("tracefs"));
        var command = "cat " + trace + " >\"$TRACEFS/trace\"";
        var ended =
                script.run("record", layer, "--out", layer, "--config", "layer=" + layer, "--", "sh", "-c", command);
        return ended.status();
    }
}
