package io.iostrata.ingest.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One run of so many million events in the files a host keeps: three quarters of them QEMU's, in a simpletrace, the rest
 * kvm's, in ftrace text. Arguments: the run's directory, millions of events (20).
 */
public final class LargeRun {
    private static final long SIMPLETRACE_BYTES_PER_EVENT = 55;
    private static final long FTRACE_BYTES_PER_EVENT = 93;

    private LargeRun() {}

    public static void main(String[] args) throws IOException {
        var run = Files.createDirectories(Path.of(args[0]));
        long events = 1_000_000L * (args.length > 1 ? Long.parseLong(args[1]) : 20);
        try (var out = new BufferedOutputStream(Files.newOutputStream(run.resolve("virtio.simpletrace")), 1 << 20)) {
            VirtioTrace.write(out, events * 3 / 4 * SIMPLETRACE_BYTES_PER_EVENT);
        }
        try (var out = new BufferedOutputStream(Files.newOutputStream(run.resolve("kvm.ftrace.txt")), 1 << 20)) {
            KvmTrace.write(out, events / 4 * FTRACE_BYTES_PER_EVENT);
        }
        Files.writeString(run.resolve("trace-events"), VirtioTrace.DECLARATIONS);
    }
}
