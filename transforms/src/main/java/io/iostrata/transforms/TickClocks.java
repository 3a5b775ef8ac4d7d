package io.iostrata.transforms;

import io.iostrata.schemas.tables.ClockTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Clocks of ticks, and the length of their ticks: {@link ClockTable}. */
public final class TickClocks {
    private TickClocks() {}

    public static Dataset<Row> of(Dataset<Row> walk) {
        return SparkSchemas.select(Walk.table(walk, ClockTable.SCHEMA), ClockTable.SCHEMA);
    }
}
