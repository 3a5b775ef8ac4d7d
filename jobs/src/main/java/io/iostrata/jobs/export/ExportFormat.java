package io.iostrata.jobs.export;

/** What a table is exported as. */
public enum ExportFormat {
    /** One Parquet file. */
    PARQUET,
    /** An Arrow IPC file; a stream where the file is called {@code .arrows}. */
    ARROW,
    /** As {@code sql --format csv} prints it. */
    CSV,
    /** A trace of one run that ui.perfetto.dev opens. */
    PERFETTO
}
