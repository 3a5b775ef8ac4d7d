package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/**
 * change_points: one row per configuration, figure and change in its history of runs, in order of started_at. Means of
 * benchmarks, totals and layers; a history needs ten runs with a time, of which the last thousand are looked at.
 */
public final class ChangePointTable {
    public static final Field RUN_ID = Field.required("run_id", FieldType.STRING, "The first run after the change.");
    public static final Field STARTED_AT =
            Field.required("started_at", FieldType.STRING, "When that run started, as its manifest says.");
    public static final Field BEFORE_NS = Field.required(
            "before_ns", FieldType.DOUBLE, "Mean over the runs since the change before, or the first, ns.");
    public static final Field AFTER_NS =
            Field.required("after_ns", FieldType.DOUBLE, "Mean over the runs to the next change, or the last, ns.");
    public static final Field RUNS_BEFORE = Field.required("runs_before", FieldType.INT64, "Runs behind before_ns.");
    public static final Field RUNS_AFTER = Field.required("runs_after", FieldType.INT64, "Runs behind after_ns.");
    public static final Field P_VALUE = Field.required(
            "p_value",
            FieldType.DOUBLE,
            "Share of random orders of the runs that split as well; a change is kept below 0.05 over the number of the"
                    + " configuration's histories.");
    public static final Field HISTORIES =
            Field.required("histories", FieldType.INT64, "Histories of the configuration that were looked at.");
    public static final Field RUNS_UNDATED = Field.required(
            "runs_undated",
            FieldType.INT64,
            "Runs with the figure that have no started_at and so no place in a history.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "change_points",
            "configuration, figure and change",
            LayerBreakdownTable.CONFIG,
            RunTable.INGEST_ID,
            ComparisonTable.LEVEL,
            ComparisonTable.NAME,
            ComparisonTable.PAIRING,
            RUN_ID,
            STARTED_AT,
            BEFORE_NS,
            AFTER_NS,
            RUNS_BEFORE,
            RUNS_AFTER,
            P_VALUE,
            HISTORIES,
            RUNS_UNDATED);

    private ChangePointTable() {}
}
