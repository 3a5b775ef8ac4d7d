package io.iostrata.transforms;

import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.schemas.tables.SourceTable.SOURCE_ID;
import static io.iostrata.schemas.tables.StageStatsTable.IN_TOTAL;
import static io.iostrata.schemas.tables.StageStatsTable.OTHER_SHAPES;
import static io.iostrata.schemas.tables.StageStatsTable.PHASE;
import static io.iostrata.schemas.tables.StageTable.CHAIN;
import static io.iostrata.schemas.tables.StageTable.POSITION;
import static io.iostrata.schemas.tables.StageTable.STAGE;

import io.iostrata.schemas.tables.StageStatsTable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The latencies of each stage of each run's chain, over its in-window, untainted requests of the commonest shape. */
public final class StageStats {
    private StageStats() {}

    public static Dataset<Row> of(Chains chains) {
        var keys = List.of(RUN_ID, INGEST_ID, CHAIN, STAGE, POSITION, PHASE, IN_TOTAL, SOURCE_ID, OTHER_SHAPES);
        var distributions = Distributions.of(chains.commonStages(), keys);
        return SparkSchemas.select(distributions, StageStatsTable.SCHEMA);
    }
}
