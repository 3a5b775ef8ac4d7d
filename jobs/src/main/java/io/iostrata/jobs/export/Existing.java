package io.iostrata.jobs.export;

/** What becomes of a file that is where another is to be written. */
public enum Existing {
    /** It is a mistake. */
    KEPT,
    REPLACED
}
