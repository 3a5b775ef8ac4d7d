package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;

/**
 * shift_functions: one row per baseline, candidate, level, name and decile. How the whole distribution moves, for pairs
 * whose two sides have runs enough for an interval.
 */
public final class ShiftFunctionTable {
    public static final Field DECILE = Field.required("decile", FieldType.INT32, "1 (a tenth is faster) to 9.");
    public static final Field BASELINE_NS = Field.required(
            "baseline_ns",
            FieldType.DOUBLE,
            "The decile of the baseline's merged histograms, runs weighted equally, ns.");
    public static final Field CANDIDATE_NS =
            Field.required("candidate_ns", FieldType.DOUBLE, "The same of the candidate, ns.");
    public static final Field DIFF_NS = Field.required("diff_ns", FieldType.DOUBLE, "candidate_ns - baseline_ns, ns.");
    public static final Field BAND_LO_NS = Field.required(
            "band_lo_ns",
            FieldType.DOUBLE,
            "Lower end of the band of diff_ns. The nine bands hold together with confidence; their sample is the runs' own"
                    + " deciles.");
    public static final Field BAND_HI_NS =
            Field.required("band_hi_ns", FieldType.DOUBLE, "Upper end of the band of diff_ns.");

    public static final TableSchema SCHEMA = TableSchema.of(
            "shift_functions",
            "baseline, candidate, level, name and decile",
            ComparisonTable.BASELINE,
            ComparisonTable.CANDIDATE,
            RunTable.INGEST_ID,
            ComparisonTable.LEVEL,
            ComparisonTable.NAME,
            ComparisonTable.PAIRING,
            DECILE,
            BASELINE_NS,
            CANDIDATE_NS,
            DIFF_NS,
            BAND_LO_NS,
            BAND_HI_NS,
            ComparisonTable.CONFIDENCE,
            ComparisonTable.BASELINE_RUNS,
            ComparisonTable.CANDIDATE_RUNS);

    private ShiftFunctionTable() {}
}
