package io.iostrata.jobs.report;

import io.iostrata.schemas.tables.LayerBreakdownTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SetBreakdownTable;
import io.iostrata.schemas.tables.SpanTable;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;

/**
 * One layer of one configuration: a row of layer_breakdown. Times in ns, shares as ratios.
 *
 * @param sets behind the cumulative time
 * @param deltaSets behind the own time, 0 without one
 */
record LayerFigure(
        Key key,
        String layer,
        OptionalDouble cumulativeNs,
        OptionalDouble controlNs,
        OptionalDouble deltaNs,
        Optional<String> deltaTo,
        OptionalDouble shareOfTotal,
        OptionalDouble overhead,
        long sets,
        long runs,
        long deltaSets) {

    /**
     * What one breakdown is of.
     *
     * @param config label of the configuration
     * @param pairing same_run or across_runs
     */
    record Key(String config, String configId, String pairing) {}

    static LayerFigure of(Row row) {
        return new LayerFigure(
                new Key(
                        Cells.text(row, LayerBreakdownTable.CONFIG),
                        Cells.text(row, RunTable.CONFIG_ID),
                        Cells.text(row, SetBreakdownTable.PAIRING)),
                Cells.text(row, SpanTable.LAYER),
                Cells.number(row, LayerBreakdownTable.CUMULATIVE_NS),
                Cells.number(row, LayerBreakdownTable.CONTROL_NS),
                Cells.number(row, LayerBreakdownTable.DELTA_NS),
                Cells.optionalText(row, LayerBreakdownTable.DELTA_TO),
                Cells.number(row, LayerBreakdownTable.SHARE_OF_TOTAL),
                Cells.number(row, LayerBreakdownTable.OVERHEAD_VS_BASELINE),
                Cells.count(row, LayerBreakdownTable.SETS),
                Cells.count(row, LayerBreakdownTable.RUNS),
                Cells.count(row, LayerBreakdownTable.DELTA_SETS));
    }

    /** Whether the inner layer took longer than this one: runs differed, or the layers are not nested. */
    boolean isNegative() {
        return deltaNs.orElse(0) < 0;
    }
}
