package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/**
 * futex_waits: one row per call of futex(2) that asks to wait, from its entry to its return on one thread. Of the run's
 * best source alone.
 */
public final class FutexWaitTable {
    public static final Field UADDR =
            Field.optional("uaddr", FieldType.STRING, "Address of the futex, 0x hex; null where the event has none.");
    public static final Field NAME = Field.optional(
            "name", FieldType.STRING, "What the manifest's futexes call the address; null where they do not.");
    public static final Field OP = Field.optional(
            "op",
            FieldType.STRING,
            "wait, wait_bitset, wait_requeue_pi, lock_pi or lock_pi2: the operation without its private and clock bits.");
    public static final Field RET = Field.optional(
            "ret",
            FieldType.INT64,
            "Result of the call: 0 woken; -11 (EAGAIN) returned at once, as the value had changed; others as in errno.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "futex_waits",
            "wait for a futex, those that returned at once included",
            RunTable.RUN_ID,
            RunTable.INGEST_ID,
            SourceTable.SOURCE_ID,
            EventTable.TID,
            EventTable.COMM,
            UADDR,
            NAME,
            OP,
            SpanTable.BEGIN_NS,
            SpanTable.END_NS,
            SpanTable.DUR_NS,
            RET,
            SpanTable.IN_WINDOW,
            SpanTable.TAINTED);

    private FutexWaitTable() {}
}
