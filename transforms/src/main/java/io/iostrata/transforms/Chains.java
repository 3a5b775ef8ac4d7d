package io.iostrata.transforms;

import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.schemas.tables.SourceTable.SOURCE_ID;
import static io.iostrata.schemas.tables.StageTable.CHAIN;
import static io.iostrata.schemas.tables.StageTable.SHAPE;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Chains as the statistics want them. Each of the three is read several times: what they were made of may be kept.
 *
 * @param stages rows of the stages table
 * @param requests {@link ChainRequests} of the stages
 * @param shapes {@link CommonShapes} of the requests
 */
public record Chains(Dataset<Row> stages, Dataset<Row> requests, Dataset<Row> shapes) {
    private static final String[] CHAIN_SHAPE = {
        RUN_ID.name(), INGEST_ID.name(), CHAIN.name(), SOURCE_ID.name(), SHAPE.name()
    };

    public static Chains of(Dataset<Row> stages) {
        var requests = ChainRequests.of(stages);
        return new Chains(stages, requests, CommonShapes.of(requests));
    }

    /** The stages of the requests that have their chain's commonest shape, with what {@code shapes} says of the chain. */
    Dataset<Row> commonStages() {
        return ChainRequests.usable(stages).join(shapes, CHAIN_SHAPE);
    }

    /** The requests of their chain's commonest shape, with what {@code shapes} says of the chain. */
    Dataset<Row> commonRequests() {
        return requests.join(shapes, CHAIN_SHAPE);
    }
}
