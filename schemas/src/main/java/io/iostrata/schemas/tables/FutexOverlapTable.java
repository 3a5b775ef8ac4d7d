package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/**
 * futex_overlap: one row per run, futex and stage of a request's chain in which some request was while some thread waited
 * for the futex. Over in-window, untainted waits and requests, where both are on one clock. That a thread waited
 * meanwhile does not say that the request waited for it: an idle thread's wait lies over every request.
 */
public final class FutexOverlapTable {
    public static final Field REQUESTS = Field.required(
            "requests", FieldType.INT64, "Requests in the stage while some thread waited for the futex.");
    public static final Field OVERLAP_NS = Field.required(
            "overlap_ns",
            FieldType.INT64,
            "Time of these requests in the stage while some thread waited for the futex, ns; two threads at once count once.");
    public static final Field SHARE_OF_LAYER = Field.required(
            "share_of_layer",
            FieldType.DOUBLE,
            "overlap_ns over the time of all requests in all stages (from the doorbell to the interrupt), 0 to 1.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "futex_overlap",
            "run, futex and stage that its waits lie over",
            RunTable.RUN_ID,
            RunTable.INGEST_ID,
            FutexWaitTable.UADDR,
            FutexWaitTable.NAME,
            FutexWaitTable.OP,
            StageTable.CHAIN,
            StageTable.STAGE,
            REQUESTS,
            OVERLAP_NS,
            SHARE_OF_LAYER);

    private FutexOverlapTable() {}
}
