package io.iostrata.schemas.stack;

/** A stack model that cannot be used. The message is {@code file:line: what was found, what was expected}. */
public final class InvalidModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidModelException(String message) {
        super(message);
    }
}
