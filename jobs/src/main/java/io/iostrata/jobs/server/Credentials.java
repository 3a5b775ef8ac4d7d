package io.iostrata.jobs.server;

import org.apache.arrow.flight.auth2.CallHeaderAuthenticator;

/** What lets a client in. */
public sealed interface Credentials permits Credentials.User, Credentials.Token {
    /** How calls are checked for it. */
    CallHeaderAuthenticator authenticator();

    /** A name and a password, for which a client gets a token for its further calls. */
    record User(String name, String password) implements Credentials {
        @Override
        public CallHeaderAuthenticator authenticator() {
            return Access.user(name, password);
        }
    }

    /** A token every call carries. */
    record Token(String token) implements Credentials {
        @Override
        public CallHeaderAuthenticator authenticator() {
            return Access.token(token);
        }
    }
}
