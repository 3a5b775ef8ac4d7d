package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/** runs: one row per run. A run becomes visible when its row is here: this table is committed last. */
public final class RunTable {
    public static final Field RUN_ID = Field.required("run_id", FieldType.STRING, "Identity of the run in the lake.");
    public static final Field INGEST_ID = Field.required(
            "ingest_id",
            FieldType.STRING,
            "Identity of the ingest that wrote the row; of a table over several runs: of what it was computed from.");
    public static final Field SET_ID = Field.required(
            "set_id", FieldType.STRING, "Runs made together, one layer each; a run without a set is its own.");
    public static final Field STARTED_AT =
            Field.optional("started_at", FieldType.STRING, "Start of the run as its manifest says it (ISO 8601).");
    public static final Field CONFIG = Field.required(
            "config",
            FieldType.STRING_MAP,
            "Everything the manifest and the command line say of the configuration, nested keys joined by dots.");
    public static final Field CONFIG_ID =
            Field.required("config_id", FieldType.STRING, "Digest of the config keys that make a configuration.");
    public static final Field ARCHIVE =
            Field.required("archive", FieldType.STRING, "Path of the archive, with the path inside it after a \"!\".");
    public static final Field ARCHIVE_SHA256 = Field.required(
            "archive_sha256",
            FieldType.STRING,
            "Digest over the path, size and sha256 of every file of the run, as stored.");
    public static final Field INGEST_OPTIONS = Field.required(
            "ingest_options",
            FieldType.STRING,
            "What of the command line changed the decoding, as JSON; empty object where nothing.");
    public static final Field MODEL = Field.required(
            "model",
            FieldType.STRING_MAP,
            "Run values given in the manifest or on the command line ($vdev, $notify_port, …), overriding discovery.");
    public static final Field FUTEXES = Field.optional(
            "futexes",
            FieldType.STRING_MAP,
            "Names of futexes by address (0x hex), as the manifest gives them; null or empty where it does not.");
    public static final Field CLOCKS = Field.optional(
            "clocks",
            FieldType.STRING,
            "Offsets between clocks that the manifest gives, a line each: clock - reference = offset +- error [at time of"
                    + " the reference], ns; null where it gives none.");
    public static final Field BENCHMARK_REQUESTS =
            Field.optional("benchmark_requests", FieldType.INT64, "Requests the benchmark says it made.");
    public static final Field BENCHMARK_MEAN_NS =
            Field.optional("benchmark_mean_ns", FieldType.DOUBLE, "Mean per request as the manifest says it, ns.");
    public static final Field BENCHMARK_START_NS =
            Field.optional("benchmark_start_ns", FieldType.INT64, "Begin of the benchmark on benchmark_clock, ns.");
    public static final Field BENCHMARK_END_NS =
            Field.optional("benchmark_end_ns", FieldType.INT64, "End of the benchmark on benchmark_clock, ns.");
    public static final Field BENCHMARK_CLOCK = Field.optional(
            "benchmark_clock", FieldType.STRING, "Clock of the benchmark times, normalised (\"guest mono\").");
    public static final Field INGESTED_AT =
            Field.required("ingested_at", FieldType.STRING, "When the ingest committed, UTC, ISO 8601.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "runs",
            "run",
            RUN_ID,
            INGEST_ID,
            SET_ID,
            STARTED_AT,
            CONFIG,
            CONFIG_ID,
            ARCHIVE,
            ARCHIVE_SHA256,
            INGEST_OPTIONS,
            MODEL,
            FUTEXES,
            CLOCKS,
            BENCHMARK_REQUESTS,
            BENCHMARK_MEAN_NS,
            BENCHMARK_START_NS,
            BENCHMARK_END_NS,
            BENCHMARK_CLOCK,
            INGESTED_AT);

    private RunTable() {}
}
