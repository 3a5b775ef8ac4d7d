package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/**
 * waterfall: one row per baseline, candidate, level and step. From the baseline's mean to the candidate's, by what changed on
 * the way: each step begins where the one before ended, and the last ends at the candidate's mean.
 */
public final class WaterfallTable {
    public static final Field LEVEL = Field.required(
            "level",
            FieldType.STRING,
            "layer: own times, taken between the layers that both sides have; phase: submit to notify; stage: their links.");
    public static final Field POSITION = Field.required("position", FieldType.INT32, "Order of the steps, from 1.");
    public static final Field NAME = Field.required(
            "name",
            FieldType.STRING,
            "Layer, phase or chain/stage; other: what the means of the steps leave of the total's, since not all runs have"
                    + " every step.");
    public static final Field PHASE =
            Field.optional("phase", FieldType.STRING, "Phase of a stage, through which chains compare; else null.");
    public static final Field BASELINE_NS = Field.optional(
            "baseline_ns", FieldType.DOUBLE, "Mean of the step in the baseline, ns; null where it has no such step.");
    public static final Field CANDIDATE_NS = Field.optional(
            "candidate_ns", FieldType.DOUBLE, "Mean of the step in the candidate, ns; null where it has no such step.");
    public static final Field DIFF_NS =
            Field.required("diff_ns", FieldType.DOUBLE, "candidate_ns - baseline_ns, a missing one counting 0, ns.");
    public static final Field FROM_NS =
            Field.required("from_ns", FieldType.DOUBLE, "Mean of the whole before the step, ns; first the baseline's.");
    public static final Field TO_NS =
            Field.required("to_ns", FieldType.DOUBLE, "Mean of the whole after the step, ns; at last the candidate's.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "waterfall",
            "baseline, candidate, level and step",
            ComparisonTable.BASELINE,
            ComparisonTable.CANDIDATE,
            RunTable.INGEST_ID,
            LEVEL,
            ComparisonTable.PAIRING,
            POSITION,
            NAME,
            PHASE,
            BASELINE_NS,
            CANDIDATE_NS,
            DIFF_NS,
            FROM_NS,
            TO_NS);

    private WaterfallTable() {}
}
