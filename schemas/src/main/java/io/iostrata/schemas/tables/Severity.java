package io.iostrata.schemas.tables;

import java.util.Locale;

/** How much an issue matters: a finding, a figure to be careful with, an input that could not be used. */
public enum Severity {
    INFO,
    WARNING,
    ERROR;

    /** As written in {@code issues.severity}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
