package io.iostrata.jobs;

/** Something the user can mend: one line on stderr, no stack trace, exit 2. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UserError(String message) {
        super(message);
    }
}
