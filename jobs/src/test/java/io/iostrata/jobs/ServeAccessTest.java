package io.iostrata.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iostrata.jobs.lake.LakeSession;
import io.iostrata.jobs.server.Credentials;
import io.iostrata.jobs.server.LakeServer;
import io.iostrata.jobs.server.ServeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets in, by password, token and TLS. */
class ServeAccessTest {
    private static final char[] STORE_PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path dir;

    private static SparkSession spark;

    @BeforeAll
    static void open() throws ClassNotFoundException {
        JdbcClient.load();
        spark = (SparkSession) LakeSession.open("serve", dir.resolve("lake"));
    }

    @Test
    void overTlsTheUserWithThePasswordGetsInAndNobodyElse() throws Exception {
        var options = options(Optional.of(certificate()), new Credentials.User("bi", "secret"));
        try (var server = new LakeServer(spark, options)) {
            var url = server.jdbcUrl() + "&disableCertificateVerification=true";

            assertThat(answer(url + "&user=bi&password=secret")).isEqualTo(1);
            assertThatThrownBy(() -> answer(url + "&user=bi&password=guess")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> answer(url + "&user=other&password=secret"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> answer(url)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> answer(server.jdbcUrl() + "&user=bi&password=secret"))
                    .hasStackTraceContaining("certification path");
        }
    }

    @Test
    void theTokenLetsInAndNoOther() throws Exception {
        try (var server = new LakeServer(spark, options(Optional.empty(), new Credentials.Token("t0k3n")))) {
            assertThat(answer(server.jdbcUrl() + "&token=t0k3n")).isEqualTo(1);
            assertThatThrownBy(() -> answer(server.jdbcUrl() + "&token=guess")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> answer(server.jdbcUrl())).isInstanceOf(SQLException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port 70000             | --port 70000: expected 0 to 65535",
                "--user bi                | --user bi: no password (set IOSTRATA_PASSWORD)",
                "--token-file /none       | /none: no file that can be read",
                "--host no.such.host.     | --host no.such.host.: unknown host",
                "--largest-result-gib 0   | --largest-result-gib 0: expected 1 or more"
            })
    void aMistakeIsOneLine(String arguments, String line) {
        var command = ("serve --lake " + dir.resolve("lake") + " " + arguments.strip()).split(" ");

        var refused = Commands.run(command);

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).isEqualTo("iostrata: " + line + "\n");
    }

    private static ServeOptions options(Optional<ServeOptions.Tls> tls, Credentials credentials) {
        return new ServeOptions("127.0.0.1", 0, tls, Optional.of(credentials), 1L << 30);
    }

    private static int answer(String url) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT 1")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** A certificate for this machine, signed by itself, as PEM. */
    private static ServeOptions.Tls certificate() throws Exception {
        var store = dir.resolve("store.p12");
        keytool(store);
        var keys = KeyStore.getInstance(store.toFile(), STORE_PASSWORD);
        return new ServeOptions.Tls(
                pem("CERTIFICATE", keys.getCertificate("server").getEncoded()),
                pem("PRIVATE KEY", keys.getKey("server", STORE_PASSWORD).getEncoded()));
    }

    private static void keytool(Path store) throws IOException, InterruptedException {
        var password = new String(STORE_PASSWORD);
        int status = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=IP:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        password)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("keytool.log").toFile())
                .start()
                .waitFor();
        assertThat(status).isZero();
    }

    private static Path pem(String kind, byte[] der) throws IOException {
        var text = "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(UTF_8)).encodeToString(der) + "\n-----END " + kind
                + "-----\n";
        return Files.writeString(dir.resolve(kind.replace(' ', '-') + ".pem"), text);
    }
}
