package io.iostrata.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;

/** Small runs to ingest: copies of the examples, and generated ones. */
final class Runs {
    static final Path EXAMPLES = Path.of("..", "examples");
    static final String SEQREAD = "seqread 196.528 us\n";
    static final String TRACE_EVENTS = "virtio_notify(void *vdev, void *vq) \"vdev %p vq %p\"\n";

    private Runs() {}

    /** A copy of an example run. */
    static Path example(String name, Path to) {
        try {
            FileUtils.copyDirectory(EXAMPLES.resolve(name).toFile(), to.toFile());
            return to;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Path write(Path file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A run of one simpletrace of version 0: {@code events} notifies, a microsecond apart. */
    static Path simpletrace(Path run, int events) {
        write(run.resolve("trace-events"), TRACE_EVENTS);
        write(run.resolve("qemu.trace"), notifies(events));
        return run;
    }

    /** A run that only measured: three requests of about that long. */
    static Path benchmark(Path run, String config, long meanNs) {
        write(run.resolve("run.json"), "{\"config\": {%s}}".formatted(config));
        write(run.resolve("guest-seqread.txt"), "seqread: requests=3 mean_ns=%d\n".formatted(meanNs));
        return run;
    }

    static byte[] notifies(int events) {
        var out = ByteBuffer.allocate((events + 1) * 64).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(-1).putLong(0xf2b177cb0aa429b4L).position(64);
        for (int i = 0; i < events; i++) {
            out.putLong(0)
                    .putLong(1_000_000L + 1000L * i)
                    .putLong(0xffff_8880_0000_1000L)
                    .putLong(0x2000);
            out.position(out.position() + 32);
        }
        return out.array();
    }
}
