package io.iostrata.ingest.ctf;

import io.iostrata.schemas.tables.IssueKind;

/** Bytes of a packet that are no event of its declaration: ends the reading of the packet. It has no stack trace. */
final class BadEventException extends Exception {
    private static final long serialVersionUID = 1;

    private final IssueKind kind;

    BadEventException(String message) {
        this(IssueKind.MALFORMED, message);
    }

    private BadEventException(IssueKind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    /** Of an event or stream that nobody declared. */
    static BadEventException unknown(String message) {
        return new BadEventException(IssueKind.UNKNOWN_EVENT, message);
    }

    /** Of bytes that are too few: truncated where the file ends with them. */
    static BadEventException tooShort(String message) {
        return new BadEventException(IssueKind.TRUNCATED, message);
    }

    IssueKind kind() {
        return kind;
    }
}
