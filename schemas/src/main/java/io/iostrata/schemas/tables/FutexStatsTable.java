package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/** futex_stats: one row per run and futex. Over the in-window, untainted rows of futex_waits. */
public final class FutexStatsTable {
    public static final Field WAITS = Field.required(
            "waits", FieldType.INT64, "Waits counted: in the window, untainted, those that returned at once included.");
    public static final Field AT_ONCE =
            Field.required("at_once", FieldType.INT64, "Of these, returned at once with EAGAIN: nobody slept.");
    public static final Field TOTAL_WAIT_NS =
            Field.required("total_wait_ns", FieldType.DECIMAL38, "Sum of the waits, ns.");
    public static final Field THREADS = Field.required("threads", FieldType.INT64, "Threads that waited.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "futex_stats",
            "run and futex",
            RunTable.RUN_ID,
            RunTable.INGEST_ID,
            SourceTable.SOURCE_ID,
            FutexWaitTable.UADDR,
            FutexWaitTable.NAME,
            WAITS,
            AT_ONCE,
            THREADS,
            TOTAL_WAIT_NS,
            Distribution.MEAN_NS,
            Distribution.P50_NS,
            Distribution.P99_NS,
            Distribution.MAX_NS);

    private FutexStatsTable() {}
}
