package io.iostrata.transforms;

import io.iostrata.schemas.tables.StageStatsTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The latencies of each stage of each run's chain, over its in-window, untainted requests of the commonest shape. */
public final class StageStats {
    private StageStats() {}

    public static Dataset<Row> of(Chains chains) {
        var distributions = Distributions.ofPacks(chains.stagePacks(), Chains.STAGE_KEYS);
        return SparkSchemas.select(distributions, StageStatsTable.SCHEMA);
    }
}
