package io.iostrata.jobs.server;

import io.iostrata.jobs.UserError;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.arrow.flight.auth2.CallHeaderAuthenticator;

/**
 * How the server is reached, and by whom. Beyond loopback it wants TLS and a user or a token.
 *
 * @param port 0 for any free one
 * @param largestResult bytes a result may have, on disk until it is read
 */
public record ServeOptions(
        String host, int port, Optional<Tls> tls, Optional<Credentials> credentials, long largestResult) {

    /** PEM files: the certificate with its chain, and its key. */
    public record Tls(Path certificate, Path key) {}

    public ServeOptions {
        if (!isLoopback(host) && (tls.isEmpty() || credentials.isEmpty())) {
            throw new UserError(
                    "--host %s: not loopback, so --tls-cert and --tls-key, and --user or --token-file, are needed too"
                            .formatted(host));
        }
    }

    CallHeaderAuthenticator access() {
        return credentials.map(Credentials::authenticator).orElseGet(Access::anyone);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw new UserError("--host " + host + ": unknown host");
        }
    }
}
