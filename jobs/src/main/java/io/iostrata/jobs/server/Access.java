package io.iostrata.jobs.server;

import static org.apache.arrow.flight.CallStatus.UNAUTHENTICATED;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.auth2.BasicCallHeaderAuthenticator;
import org.apache.arrow.flight.auth2.CallHeaderAuthenticator;
import org.apache.arrow.flight.auth2.GeneratedBearerTokenAuthenticator;

/** Who may ask: anyone, one user with a password, or whoever has a token. */
final class Access {
    private static final String AUTHORIZATION = "authorization";
    private static final String BEARER = "Bearer ";

    private Access() {}

    static CallHeaderAuthenticator anyone() {
        return CallHeaderAuthenticator.NO_OP;
    }

    /** A name and a password, against which a client gets a token for its further calls. */
    static CallHeaderAuthenticator user(String name, String password) {
        return new GeneratedBearerTokenAuthenticator(new BasicCallHeaderAuthenticator((user, given) -> {
            // Both compared in any case, so that the time taken tells nothing about either.
            boolean isUser = same(user, name);
            boolean isPassword = same(given, password);
            if (!isUser || !isPassword) {
                throw UNAUTHENTICATED.withDescription("Wrong user or password").toRuntimeException();
            }
            return () -> name;
        }));
    }

    static CallHeaderAuthenticator token(String token) {
        return headers -> {
            if (!same(header(headers), BEARER + token)) {
                throw UNAUTHENTICATED.withDescription("Wrong token").toRuntimeException();
            }
            return () -> "token";
        };
    }

    private static String header(CallHeaders headers) {
        var given = headers.get(AUTHORIZATION);
        return given == null ? "" : given;
    }

    private static boolean same(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
