package io.iostrata.jobs.report;

import io.iostrata.schemas.tables.LayerBreakdownTable;
import io.iostrata.schemas.tables.StageBreakdownTable;
import io.iostrata.schemas.tables.StageStatsTable;
import io.iostrata.schemas.tables.StageTable;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;

/** One stage of one configuration's chain: a row of stage_breakdown. */
record StageFigure(
        String config,
        String chain,
        String stage,
        int position,
        String phase,
        OptionalDouble meanNs,
        boolean inTotal,
        long runs) {

    static StageFigure of(Row row) {
        return new StageFigure(
                Cells.text(row, LayerBreakdownTable.CONFIG),
                Cells.text(row, StageTable.CHAIN),
                Cells.text(row, StageTable.STAGE),
                row.<Integer>getAs(StageTable.POSITION.name()),
                Cells.optionalText(row, StageStatsTable.PHASE).orElse(""),
                Cells.number(row, StageBreakdownTable.MEAN_NS),
                row.<Boolean>getAs(StageStatsTable.IN_TOTAL.name()),
                Cells.count(row, StageBreakdownTable.RUNS));
    }
}
