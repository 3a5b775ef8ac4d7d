package io.iostrata.transforms;

import io.iostrata.schemas.tables.PairingTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What pairing found, layer by layer and source by source: {@link PairingTable}. */
public final class Pairings {
    private Pairings() {}

    public static Dataset<Row> of(Dataset<Row> walk) {
        return SparkSchemas.select(Walk.table(walk, PairingTable.SCHEMA), PairingTable.SCHEMA);
    }
}
