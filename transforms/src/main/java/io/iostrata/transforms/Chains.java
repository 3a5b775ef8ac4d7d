package io.iostrata.transforms;

import static io.iostrata.schemas.tables.ChainStatsTable.OTHER_SHAPES;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.schemas.tables.SourceTable.SOURCE_ID;
import static io.iostrata.schemas.tables.StageStatsTable.IN_TOTAL;
import static io.iostrata.schemas.tables.StageStatsTable.PHASE;
import static io.iostrata.schemas.tables.StageTable.CHAIN;
import static io.iostrata.schemas.tables.StageTable.POSITION;
import static io.iostrata.schemas.tables.StageTable.SHAPE;
import static io.iostrata.schemas.tables.StageTable.STAGE;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.broadcast;

import io.iostrata.schemas.table.Field;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Chains as the statistics want them: the durations of the commonest shape's requests, packed. Each is read several times.
 *
 * @param shapes {@link CommonShapes}
 * @param stagePacks of each stage, by {@link #STAGE_KEYS}
 * @param requestPacks of whole requests, by {@link #CHAIN_KEYS}
 */
public record Chains(Dataset<Row> shapes, Dataset<Row> stagePacks, Dataset<Row> requestPacks) {
    static final List<Field> STAGE_KEYS =
            List.of(RUN_ID, INGEST_ID, CHAIN, STAGE, POSITION, PHASE, IN_TOTAL, SOURCE_ID, OTHER_SHAPES);
    static final List<Field> CHAIN_KEYS = List.of(RUN_ID, INGEST_ID, CHAIN, SOURCE_ID, SHAPE, OTHER_SHAPES);

    private static final String[] CHAIN_SHAPE = {
        RUN_ID.name(), INGEST_ID.name(), CHAIN.name(), SOURCE_ID.name(), SHAPE.name()
    };

    /**
     * Of the rows of the stages table.
     *
     * @param keep what is done to a table that is read several times
     */
    public static Chains of(Dataset<Row> stages, UnaryOperator<Dataset<Row>> keep) {
        var requests = keep.apply(ChainRequests.of(stages));
        var shapes = keep.apply(CommonShapes.of(requests));
        return new Chains(
                shapes,
                keep.apply(Distributions.packs(ofShapes(ChainRequests.usable(stages), shapes), STAGE_KEYS)),
                keep.apply(Distributions.packs(ofShapes(requests, shapes), CHAIN_KEYS)));
    }

    private static Dataset<Row> ofShapes(Dataset<Row> rows, Dataset<Row> shapes) {
        var named = shapes.select(c(RUN_ID), c(INGEST_ID), c(CHAIN), c(SOURCE_ID), c(SHAPE), c(OTHER_SHAPES));
        return rows.join(broadcast(named), CHAIN_SHAPE);
    }
}
