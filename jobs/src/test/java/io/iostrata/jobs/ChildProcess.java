package io.iostrata.jobs;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line in a process of its own, with this JVM's flags and class path. */
final class ChildProcess {
    private ChildProcess() {}

    /** Starts a command; what it prints is in {@code log}. */
    static Process start(Path log, String... command) throws IOException {
        return start(log, Iostrata.class, command);
    }

    /** Starts any main. */
    static Process start(Path log, Class<?> main, String... arguments) throws IOException {
        var builder = new ProcessBuilder(words(main, arguments))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("CLASSPATH", classPath());
        return builder.directory(new File(System.getProperty("user.dir"))).start();
    }

    /** The words of the command that starts a main, but for the class path. */
    static List<String> words(Class<?> main, String... arguments) {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-javaagent") && !flag.startsWith("-Xmx"))
                .forEach(line::add);
        line.addAll(List.of("-Xmx1g", main.getName()));
        line.addAll(List.of(arguments));
        return line;
    }

    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
