package io.iostrata.jobs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A store that speaks S3, S3Proxy over memory, in a process of its own, with one empty bucket. */
final class S3Server implements AutoCloseable {
    static final String BUCKET = "s3a://traces/";

    private static final String IDENTITY = "local-identity";
    private static final String CREDENTIAL = "local-credential";
    private static final int START_TENTHS = 600;

    private final Process process;
    private final int port;

    private S3Server(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static S3Server start(Path directory) throws IOException, InterruptedException {
        int port = SparkCluster.freePort();
        var properties = Files.writeString(
                directory.resolve("s3proxy.conf"),
                """
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=transient
                jclouds.identity=none
                jclouds.credential=none
                """
                        .formatted(port, IDENTITY, CREDENTIAL));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java, "-Xmx512m", "-jar", "target/servers/s3proxy.jar", "--properties", properties.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("s3proxy.log").toFile())
                .start();
        var server = new S3Server(process, port);
        try {
            server.await();
            server.makeBucket();
            return server;
        } catch (InterruptedException | RuntimeException | AssertionError failed) {
            server.close();
            throw failed;
        }
    }

    /** Spark's settings for whoever uses it. */
    String[] settings() {
        return access().entrySet().stream()
                .map(setting -> "spark.hadoop." + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    /** Puts a directory into the bucket, under its own name. */
    void upload(Path directory) throws IOException {
        var configuration = new Configuration();
        access().forEach(configuration::set);
        var bucket = new org.apache.hadoop.fs.Path(BUCKET);
        var name = directory.getFileName().toString();
        try (var store = FileSystem.newInstance(URI.create(BUCKET), configuration)) {
            store.copyFromLocalFile(
                    new org.apache.hadoop.fs.Path(directory.toString()), new org.apache.hadoop.fs.Path(bucket, name));
        }
    }

    private Map<String, String> access() {
        return Map.of(
                "fs.s3a.endpoint",
                "http://127.0.0.1:" + port,
                "fs.s3a.endpoint.region",
                "us-east-1",
                "fs.s3a.path.style.access",
                "true",
                "fs.s3a.access.key",
                IDENTITY,
                "fs.s3a.secret.key",
                CREDENTIAL);
    }

    private void await() throws InterruptedException {
        for (int tenths = 0; tenths < START_TENTHS; tenths++) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        throw new AssertionError("The store did not start");
    }

    private void makeBucket() {
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(IDENTITY, CREDENTIAL));
        try (var client = S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(credentials)
                .build()) {
            client.createBucket(bucket -> bucket.bucket(URI.create(BUCKET).getHost()));
        }
    }

    @Override
    public void close() {
        end(process);
    }

    /** Ends a process and those it started, and waits until they are gone. */
    static void end(Process process) {
        var all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(ended -> ended.onExit().join());
    }
}
