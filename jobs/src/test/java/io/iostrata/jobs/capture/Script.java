package io.iostrata.jobs.capture;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;

/** The scripts of {@code capture/}, copied as a user would, run in a directory. */
public final class Script {
    static final Path SOURCES = Path.of("..", "capture");
    private static final long PATIENCE_SECONDS = 60;
    /** A process of a background job ignores Ctrl-C, one of nohup a hang-up, and so would their children. */
    private static final List<String> AS_ON_A_TERMINAL = List.of("env", "--default-signal=INT,HUP");

    private final Path dir;
    private final Map<String, String> environment = new TreeMap<>();

    public Script(Path dir) {
        this.dir = dir;
        try {
            FileUtils.copyDirectory(SOURCES.toFile(), dir.resolve("capture").toFile(), file -> !file.getName()
                    .equals("seqread"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** How a script ended, and all it printed. */
    public record Ended(int status, String printed) {}

    public Script with(String variable, Object value) {
        environment.put(variable, value.toString());
        return this;
    }

    public Process start(String name, String... arguments) throws IOException {
        var line = new ArrayList<>(AS_ON_A_TERMINAL);
        line.addAll(List.of("sh", dir.resolve("capture/" + name).toString()));
        line.addAll(List.of(arguments));
        var builder = new ProcessBuilder(line).directory(dir.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.redirectOutput(log()).start();
    }

    public Ended run(String name, String... arguments) throws IOException, InterruptedException {
        return ended(start(name, arguments));
    }

    public Ended ended(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running: " + Files.readString(log().toPath()));
        }
        return new Ended(process.exitValue(), Files.readString(log().toPath()));
    }

    public static boolean isThere(String program) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v " + program + " >/dev/null")
                        .start()
                        .waitFor()
                == 0;
    }

    private File log() {
        return dir.resolve("script.log").toFile();
    }
}
