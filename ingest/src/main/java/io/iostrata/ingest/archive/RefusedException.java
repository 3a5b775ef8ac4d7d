package io.iostrata.ingest.archive;

import java.io.IOException;

/** A file that is not read any further though it is whole: it goes beyond what is allowed. */
public final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
        super(message);
    }
}
