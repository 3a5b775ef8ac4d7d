package io.iostrata.jobs.doctor;

import com.sun.management.OperatingSystemMXBean;
import io.iostrata.jobs.report.Fonts;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What this machine gives a job: Java, memory, room on disks, fonts. */
public final class Machine {
    static final int OLDEST_JAVA = 17;
    static final int NEWEST_JAVA = 21;

    private static final long GIB = 1L << 30;
    private static final long MIB = 1L << 20;
    private static final long LEAST_HEAP = 900 * MIB;
    private static final long LITTLE_ROOM = 5 * GIB;
    private static final long NO_ROOM = GIB / 4;

    private Machine() {}

    /** Looks at it; {@code directory} is where a lake is, or would be made. */
    public static List<Finding> findings(Path directory) {
        return List.of(
                java(
                        Runtime.version().feature(),
                        System.getProperty("java.vendor") + ", " + System.getProperty("java.home")),
                memory(Runtime.getRuntime().maxMemory(), physicalMemory()),
                Finding.ok("cores", Integer.toString(Runtime.getRuntime().availableProcessors())),
                room("temporary", Path.of(System.getProperty("spark.local.dir", System.getProperty("java.io.tmpdir")))),
                room("lake disk", directory),
                fonts());
    }

    static Finding java(int version, String where) {
        var found = version + " (" + where + ")";
        return version < OLDEST_JAVA || version > NEWEST_JAVA
                ? Finding.bad("java", found, "Set JAVA_HOME to a JDK 17 to 21: Spark's Hadoop runs on no other.")
                : Finding.ok("java", found);
    }

    static Finding memory(long heap, long physical) {
        var found = "%.1f GiB of heap, %.1f GiB in the machine".formatted((double) heap / GIB, (double) physical / GIB);
        if (heap < LEAST_HEAP) {
            return Finding.bad("memory", found, "Set IOSTRATA_HEAP=2g: analyzing needs about 1 GiB.");
        }
        if (heap > physical - physical / 10) {
            return Finding.bad("memory", found, "Set IOSTRATA_HEAP lower: the machine would swap.");
        }
        return Finding.ok("memory", found);
    }

    /** The nearest directory above that is there says how much room there will be. */
    static Finding room(String subject, Path directory) {
        var there = directory.toAbsolutePath().normalize();
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        if (!Files.isWritable(there)) {
            return Finding.bad(subject, there + " cannot be written", "Choose another directory, or another user.");
        }
        try {
            return room(subject, there, Files.getFileStore(there).getUsableSpace());
        } catch (IOException unknown) {
            return Finding.note(subject, there + ": " + unknown.getMessage(), "Look how much room it has.");
        }
    }

    static Finding room(String subject, Path there, long bytes) {
        var found = "%.1f GiB free at %s".formatted((double) bytes / GIB, there);
        if (bytes < NO_ROOM) {
            return Finding.bad(
                    subject, found, "Make room: a lake takes about 3 bytes an event, analyzing as much again.");
        }
        return bytes < LITTLE_ROOM
                ? Finding.note(
                        subject, found, "A lake takes about 3 bytes an event, analyzing as much again for a while.")
                : Finding.ok(subject, found);
    }

    private static Finding fonts() {
        int families = Fonts.families();
        return families > 0
                ? Finding.ok("fonts", families + " families")
                : Finding.note("fonts", "none", "Install fontconfig and a font for report --figure FILE.png.");
    }

    private static long physicalMemory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }
}
