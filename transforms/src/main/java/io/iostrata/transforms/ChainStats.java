package io.iostrata.transforms;

import static io.iostrata.schemas.tables.ChainStatsTable.OTHER_SHAPES_DETAIL;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.schemas.tables.StageTable.CHAIN;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.broadcast;

import io.iostrata.schemas.tables.ChainStatsTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The latencies of each run's chain as a whole: its stages in the total, added up request by request. */
public final class ChainStats {
    private static final String[] RUN_CHAIN = {RUN_ID.name(), INGEST_ID.name(), CHAIN.name()};

    private ChainStats() {}

    public static Dataset<Row> of(Chains chains) {
        var others = chains.shapes().select(c(RUN_ID), c(INGEST_ID), c(CHAIN), c(OTHER_SHAPES_DETAIL));
        var distributions = Distributions.ofPacks(chains.requestPacks(), Chains.CHAIN_KEYS);
        return SparkSchemas.select(distributions.join(broadcast(others), RUN_CHAIN), ChainStatsTable.SCHEMA);
    }
}
