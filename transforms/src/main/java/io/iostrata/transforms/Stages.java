package io.iostrata.transforms;

import static io.iostrata.transforms.SparkSchemas.c;

import io.iostrata.schemas.tables.StageTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a walk found of chains: {@link StageTable}. Partitions are those of the events. */
public final class Stages {
    private Stages() {}

    public static Dataset<Row> of(Walks walks) {
        var stages = Walk.settleWindow(
                Walk.table(walks.chains(), StageTable.SCHEMA),
                walks.figures(),
                c(StageTable.CHAIN),
                c(StageTable.REQUEST_NO),
                c(StageTable.IN_WINDOW));
        return SparkSchemas.select(stages, StageTable.SCHEMA);
    }
}
