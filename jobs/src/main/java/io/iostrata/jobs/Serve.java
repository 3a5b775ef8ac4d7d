package io.iostrata.jobs;

import io.iostrata.jobs.server.Credentials;
import io.iostrata.jobs.server.LakeServer;
import io.iostrata.jobs.server.ServeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.classic.SparkSession;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves the lake to BI tools, notebooks and drivers, until it is stopped. */
@Command(
        name = "serve",
        description = {
            "Serves the lake over Arrow Flight SQL, read only, until it is stopped.",
            "The first line of its output is the JDBC URL, printed when it answers."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: iostrata serve --lake lake --port 31337",
            "         IOSTRATA_PASSWORD=... iostrata serve --lake lake --host 0.0.0.0 --user bi \\",
            "             --tls-cert server.pem --tls-key server.key"
        })
public final class Serve implements Callable<Integer> {
    private static final long GIB = 1L << 30;

    @Mixin
    private LakeOption lake;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--port",
            defaultValue = "31337",
            description = "Port; 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @ArgGroup(exclusive = false)
    private TlsFiles tls;

    @ArgGroup
    private Login login;

    @Option(
            names = "--largest-result-gib",
            defaultValue = "20",
            description = "What a result may take on disk until it is read (default: ${DEFAULT-VALUE}).")
    private int largestResultGib;

    private static final class TlsFiles {
        @Option(names = "--tls-cert", required = true, description = "Certificate with its chain, PEM.")
        private Path certificate;

        @Option(names = "--tls-key", required = true, description = "Its key, PEM (PKCS#8).")
        private Path key;
    }

    private static final class Login {
        @Option(names = "--user", description = "Name to log in with; the password is in IOSTRATA_PASSWORD.")
        private String user;

        @Option(names = "--token-file", description = "File with a bearer token that lets in.")
        private Path tokenFile;
    }

    public static void main(String... args) {
        Cli.main(new Serve(), args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var options = options();
        // Small queries go on beside large ones.
        if (System.getProperty("spark.scheduler.mode") == null) {
            System.setProperty("spark.scheduler.mode", "FAIR");
        }
        var spark = (SparkSession) lake.open("serve").spark();
        spark.sql("USE lake.iostrata");
        try (var server = new LakeServer(spark, options)) {
            Output.print(server.jdbcUrl() + "\n");
            server.awaitTermination();
        }
        return Cli.DONE;
    }

    private ServeOptions options() throws IOException {
        if (port < 0 || port > 65_535) {
            throw new UserError("--port " + port + ": expected 0 to 65535");
        }
        if (largestResultGib < 1) {
            throw new UserError("--largest-result-gib " + largestResultGib + ": expected 1 or more");
        }
        var files = Optional.ofNullable(tls)
                .map(given -> new ServeOptions.Tls(readable(given.certificate), readable(given.key)));
        return new ServeOptions(host, port, files, credentials(), largestResultGib * GIB);
    }

    private Optional<Credentials> credentials() throws IOException {
        if (login == null) {
            return Optional.empty();
        }
        if (login.tokenFile != null) {
            var token = Files.readString(readable(login.tokenFile)).strip();
            if (token.isEmpty()) {
                throw new UserError(login.tokenFile + ": empty, expected a token");
            }
            return Optional.of(new Credentials.Token(token));
        }
        var password = System.getenv("IOSTRATA_PASSWORD");
        if (password == null || password.isEmpty()) {
            throw new UserError("--user " + login.user + ": no password (set IOSTRATA_PASSWORD)");
        }
        return Optional.of(new Credentials.User(login.user, password));
    }

    private static Path readable(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new UserError(file + ": no file that can be read");
        }
        return file;
    }
}
