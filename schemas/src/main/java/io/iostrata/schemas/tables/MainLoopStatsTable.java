package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/**
 * main_loop_stats: one row per run and part of QEMU's main loop. The parts of an iteration and their rest add up to the
 * iteration, to the nanosecond. In the window, untainted.
 */
public final class MainLoopStatsTable {
    public static final Field TID =
            Field.optional("tid", FieldType.INT32, "The thread, of system calls; null for QEMU's own events.");
    public static final Field CONTEXT =
            Field.optional("context", FieldType.STRING, "AioContext that was polled, 0x hex; null for others.");
    public static final Field PART = Field.required(
            "part",
            FieldType.STRING,
            "iteration; its parts prepare, blocked, io_handlers, timers, other (bottom halves, the way out); between two"
                    + " iterations; busy_polling; of a thread's ppoll calls ppoll_iteration, ppoll_blocked, ppoll_working.");
    public static final Field COUNT =
            Field.required("count", FieldType.INT64, "Iterations that had the part, or passages of a part by itself.");
    public static final Field PART_OF = Field.optional(
            "part_of",
            FieldType.STRING,
            "The part that this one is in, and adds up to with the others of it; else null.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "main_loop_stats",
            "run, thread or context, and part of the main loop",
            RunTable.RUN_ID,
            RunTable.INGEST_ID,
            SourceTable.SOURCE_ID,
            TID,
            CONTEXT,
            PART,
            PART_OF,
            COUNT,
            Distribution.SUM_NS,
            Distribution.MEAN_NS,
            Distribution.P50_NS,
            Distribution.P99_NS,
            Distribution.MAX_NS);

    private MainLoopStatsTable() {}
}
