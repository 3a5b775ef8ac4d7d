package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/** clocks: one row per run, clock and segment. offset = reading of clock - reading of reference at the same instant. */
public final class ClockTable {
    public static final Field CLOCK = Field.required(
            "clock",
            FieldType.STRING,
            "Clock (\"host x86-tsc\"); of a file whose clock nothing tells, \"clock of source\" and its source_id.");
    public static final Field REFERENCE = Field.required("reference", FieldType.STRING, "Clock it is related to.");
    public static final Field FROM_REF_NS = Field.optional(
            "from_ref_ns", FieldType.INT64, "Begin of the segment on the reference, ns; null: from the beginning.");
    public static final Field TO_REF_NS =
            Field.optional("to_ref_ns", FieldType.INT64, "End of the segment on the reference, ns; null: to the end.");
    public static final Field AT_REF_NS = Field.optional(
            "at_ref_ns",
            FieldType.INT64,
            "Where offset_ns holds, and is known best, on the reference, ns; null: everywhere.");
    public static final Field NS_PER_TICK =
            Field.optional("ns_per_tick", FieldType.DOUBLE, "Length of a tick, ns; 1 for clocks in ns.");
    public static final Field OFFSET_NS = Field.optional("offset_ns", FieldType.INT64, "Offset at at_ref_ns, ns.");
    public static final Field OFFSET_LO_NS =
            Field.optional("offset_lo_ns", FieldType.INT64, "Smallest offset the evidence allows, ns.");
    public static final Field OFFSET_HI_NS =
            Field.optional("offset_hi_ns", FieldType.INT64, "Largest offset the evidence allows, ns.");
    public static final Field DRIFT_PPM = Field.optional("drift_ppm", FieldType.DOUBLE, "10^6 d(offset)/d(reference).");
    public static final Field DRIFT_LO_PPM =
            Field.optional("drift_lo_ppm", FieldType.DOUBLE, "Smallest drift the evidence allows.");
    public static final Field DRIFT_HI_PPM =
            Field.optional("drift_hi_ppm", FieldType.DOUBLE, "Largest drift the evidence allows.");
    public static final Field METHOD = Field.required("method", FieldType.STRING, "Evidence used.");
    public static final Field PAIRS = Field.required("pairs", FieldType.INT64, "Pairs of events that bound it.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "clocks",
            "run, clock and segment",
            RunTable.RUN_ID,
            RunTable.INGEST_ID,
            CLOCK,
            REFERENCE,
            FROM_REF_NS,
            TO_REF_NS,
            AT_REF_NS,
            NS_PER_TICK,
            OFFSET_NS,
            OFFSET_LO_NS,
            OFFSET_HI_NS,
            DRIFT_PPM,
            DRIFT_LO_PPM,
            DRIFT_HI_PPM,
            METHOD,
            PAIRS);

    private ClockTable() {}
}
