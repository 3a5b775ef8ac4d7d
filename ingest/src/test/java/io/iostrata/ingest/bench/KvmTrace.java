package io.iostrata.ingest.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Writes ftrace text of a host's kvm events under sequential reads, as {@code trace_pipe} prints it. */
final class KvmTrace {
    private static final String[] REQUEST = {
        "kvm_pio: pio_write at 0xc010 size 2 count 1 val 0x0 ",
        "kvm_set_irq: gsi 11 level 1 source 0",
        "kvm_set_irq: gsi 11 level 1 source 0",
        "kvm_set_irq: gsi 11 level 0 source 0",
        "kvm_set_irq: gsi 11 level 0 source 0",
        "kvm_pio: pio_read at 0xc013 size 1 count 1 val 0x1 "
    };
    private static final int MEAN_GAP_US = 400;

    private KvmTrace() {}

    /** Writes requests until {@code bytes} are written, a little more at the end. */
    static void write(OutputStream out, long bytes) throws IOException {
        var random = new Random(1);
        long timeUs = 13_026_524;
        long written = 0;
        while (written < bytes) {
            boolean other = random.nextInt(3) == 0;
            for (var event : REQUEST) {
                timeUs += 1 + random.nextInt(2 * MEAN_GAP_US);
                byte[] line = line(other ? "qemu-vblk-129     [000]" : "qemu-vblk-135     [001]", timeUs, event);
                out.write(line);
                written += line.length;
            }
        }
    }

    private static byte[] line(String task, long timeUs, String event) {
        var fraction = Long.toString(1_000_000 + timeUs % 1_000_000).substring(1);
        var stamp = timeUs / 1_000_000 + "." + fraction;
        return ("       " + task + " ..... " + " ".repeat(Math.max(0, 12 - stamp.length())) + stamp + ": " + event
                        + "\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
