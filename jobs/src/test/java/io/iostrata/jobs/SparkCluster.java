package io.iostrata.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A standalone master and two workers of one core each, in processes of their own. A Spark home is made of the class path's
 * jars without what {@code jobs.jar} has to bring along itself.
 */
final class SparkCluster implements AutoCloseable {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Pattern OF_JOBS =
            Pattern.compile("(schemas|ingest|transforms|picocli|echarts|snakeyaml|HdrHistogram|"
                    + "flight|grpc|perfmark|proto-google|protobuf|postgresql|duckdb).*");
    private static final String QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
    private static final String EXECUTORS = "spark.executor.extraJavaOptions=" + QUICK;
    private static final int START_SECONDS = 120;
    private static final int JOB_SECONDS = 900;

    private final Path home;
    private final String master;
    private final List<String> settings;
    private final List<Process> processes = new ArrayList<>();

    private SparkCluster(Path home, List<String> settings) throws IOException {
        this.home = home;
        this.settings = settings;
        master = "spark://127.0.0.1:" + freePort();
    }

    /** What a submitted job printed. */
    record Submitted(int status, String out, Path err) {}

    /** Starts one in a directory, every job of which has some settings. */
    static SparkCluster start(Path directory, String... settings) throws IOException, InterruptedException {
        var cluster = new SparkCluster(Files.createDirectories(directory.resolve("spark")), List.of(settings));
        try {
            cluster.link();
            cluster.startMaster();
            for (int worker = 1; worker <= 2; worker++) {
                cluster.startWorker(worker);
            }
            return cluster;
        } catch (IOException | InterruptedException | AssertionError failed) {
            cluster.close();
            throw failed;
        }
    }

    /** Runs a job of {@code jobs.jar} as {@code spark-submit} does. */
    Submitted submit(Class<?> job, String... arguments) throws IOException, InterruptedException {
        var out = Files.createTempFile(home, "out", ".txt");
        var err = Files.createTempFile(home, job.getSimpleName(), ".log");
        var submitted = spark(job, arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!submitted.waitFor(JOB_SECONDS, TimeUnit.SECONDS)) {
            submitted.destroyForcibly().waitFor();
            throw new AssertionError(job.getSimpleName() + " did not end: " + Files.readString(err));
        }
        return new Submitted(submitted.exitValue(), Files.readString(out), err);
    }

    /** Starts a job that goes on until it is stopped; what it prints is in {@code log}. */
    Process begin(Path log, Class<?> job, String... arguments) throws IOException {
        return spark(job, arguments)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private ProcessBuilder spark(Class<?> job, String... arguments) throws IOException {
        var line = new ArrayList<>(List.of("org.apache.spark.deploy.SparkSubmit", "--master", master));
        var all = new ArrayList<>(List.of("spark.driver.host=127.0.0.1", "spark.sql.shuffle.partitions=2", EXECUTORS));
        all.addAll(settings);
        all.forEach(setting -> line.addAll(List.of("--conf", setting)));
        line.addAll(List.of("--executor-memory", "700m", "--jars", driver("duckdb"), "--class", job.getName()));
        line.add(TARGET.resolve("jobs.jar").toString());
        line.addAll(Arrays.asList(arguments));
        return process("-Xmx1g", line);
    }

    private void link() throws IOException {
        var jars = Files.createDirectories(home.resolve("jars"));
        Files.createDirectories(home.resolve("conf"));
        for (var jar : classpath()) {
            if (jar.toString().endsWith(".jar")
                    && !OF_JOBS.matcher(jar.getFileName().toString()).matches()) {
                Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
            }
        }
    }

    private void startMaster() throws IOException, InterruptedException {
        var port = master.substring(master.lastIndexOf(':') + 1);
        start(
                "master",
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                port,
                "--webui-port",
                "0");
        await("master", "New state: ALIVE");
    }

    private void startWorker(int number) throws IOException, InterruptedException {
        var name = "worker" + number;
        var work = home.resolve(name).toString();
        start(
                name,
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                "127.0.0.1",
                "-c",
                "1",
                "-m",
                "1g",
                "-d",
                work,
                "--webui-port",
                "0",
                master);
        await(name, "Successfully registered with master");
    }

    private void start(String name, String... arguments) throws IOException {
        processes.add(process("-Xmx300m", List.of(arguments))
                .redirectErrorStream(true)
                .redirectOutput(log(name).toFile())
                .start());
    }

    private void await(String name, String text) throws IOException, InterruptedException {
        for (int tenths = 0; tenths < 10 * START_SECONDS; tenths++) {
            if (Files.readString(log(name)).contains(text)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError(name + " did not start: " + Files.readString(log(name)));
    }

    private Path log(String name) {
        return home.resolve(name + ".log");
    }

    private ProcessBuilder process(String heap, List<String> arguments) throws IOException {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of(
                Files.readString(TARGET.resolve("jvm.flags"), UTF_8).strip().split(" ")));
        line.addAll(List.of(QUICK.split(" ")));
        line.addAll(List.of(heap, "-cp"));
        line.add(home.resolve("conf") + ":" + home.resolve("jars") + "/*");
        line.addAll(arguments);
        var builder = new ProcessBuilder(line);
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        return builder;
    }

    private static String driver(String name) throws IOException {
        return classpath().stream()
                .filter(jar -> jar.getFileName().toString().startsWith(name))
                .findFirst()
                .orElseThrow()
                .toString();
    }

    private static List<Path> classpath() throws IOException {
        return Arrays.stream(Files.readString(TARGET.resolve("classpath.txt"))
                        .strip()
                        .split(":"))
                .map(Path::of)
                .toList();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Ends workers before the master, and waits: none of them writes where it was any more. */
    @Override
    public void close() {
        Collections.reverse(processes);
        processes.forEach(S3Server::end);
    }
}
