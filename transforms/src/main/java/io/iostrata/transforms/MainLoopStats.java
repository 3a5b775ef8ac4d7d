package io.iostrata.transforms;

import io.iostrata.schemas.stack.Instrument;
import io.iostrata.schemas.tables.MainLoopStatsTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Where QEMU's main loop spends its time: {@link MainLoopStatsTable}. */
public final class MainLoopStats {
    private MainLoopStats() {}

    public static Dataset<Row> of(Dataset<Row> walk) {
        return Passages.statistics(walk, Instrument.Table.MAIN_LOOP_STATS, MainLoopStatsTable.SCHEMA);
    }
}
