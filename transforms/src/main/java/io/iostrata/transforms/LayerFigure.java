package io.iostrata.transforms;

import static io.iostrata.schemas.tables.Distribution.COUNT;
import static io.iostrata.schemas.tables.Distribution.MEAN_NS;
import static io.iostrata.schemas.tables.LayerStatsTable.CONTROL_NS;
import static io.iostrata.schemas.tables.LayerStatsTable.MATCHED;
import static io.iostrata.schemas.tables.PairingTable.OF_OTHER_DISKS;
import static io.iostrata.schemas.tables.PairingTable.UNMATCHED_REPLACED;
import static io.iostrata.schemas.tables.RunTable.CONFIG;
import static io.iostrata.schemas.tables.RunTable.CONFIG_ID;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.schemas.tables.RunTable.SET_ID;
import static io.iostrata.schemas.tables.SpanTable.LAYER;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import io.iostrata.schemas.table.Field;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What one run says of one layer.
 *
 * @param setId the set the run belongs to; its own id where it has none
 * @param count spans, or requests of a benchmark
 * @param meanNs empty where no span could be used: the layer was traced all the same
 * @param controlNs the run's own benchmark
 * @param ofOtherDisks requests whose passages may be among the spans
 * @param matched spans, those outside the window too
 * @param replaced begins that a second begin came after before an end: several requests were under way
 */
record LayerFigure(
        String runId,
        String ingestId,
        String setId,
        String configId,
        Map<String, String> config,
        String layer,
        long count,
        OptionalDouble meanNs,
        OptionalDouble controlNs,
        long ofOtherDisks,
        long matched,
        long replaced) {

    /** One in so many passages may be another disk's. */
    private static final long PARTS_OF_OTHER_DISKS = 100;

    /** One in so many passages may have been overtaken. */
    private static final long PARTS_REPLACED = 20;

    private static final String[] RUN = {RUN_ID.name(), INGEST_ID.name()};

    /** The rows that {@link #of(Row)} reads: layer_stats beside what runs say of its run. */
    static Dataset<Row> table(Dataset<Row> layerStats, Dataset<Row> runs) {
        var figures = layerStats.select(
                c(RUN_ID),
                c(INGEST_ID),
                c(LAYER),
                c(COUNT),
                c(MEAN_NS),
                c(CONTROL_NS),
                orZero(OF_OTHER_DISKS),
                orZero(MATCHED),
                orZero(UNMATCHED_REPLACED));
        return figures.join(runs.select(c(RUN_ID), c(INGEST_ID), c(SET_ID), c(CONFIG_ID), c(CONFIG)), RUN);
    }

    /** Of a lake whose runs an older iostrata analyzed the column is null. */
    private static Column orZero(Field count) {
        return coalesce(c(count), lit(0L)).as(count.name());
    }

    static LayerFigure of(Row row) {
        return new LayerFigure(
                SmallTables.text(row, RUN_ID),
                SmallTables.text(row, INGEST_ID),
                SmallTables.text(row, SET_ID),
                SmallTables.text(row, CONFIG_ID),
                SmallTables.map(row, CONFIG),
                SmallTables.text(row, LAYER),
                SmallTables.int64(row, COUNT),
                SmallTables.optionalNumber(row, MEAN_NS),
                SmallTables.optionalNumber(row, CONTROL_NS),
                SmallTables.int64(row, OF_OTHER_DISKS),
                SmallTables.int64(row, MATCHED),
                SmallTables.int64(row, UNMATCHED_REPLACED));
    }

    boolean isBenchmark() {
        return layer.equals(LayerPlace.GUEST_BENCHMARK) || layer.equals(LayerPlace.HOST_BENCHMARK);
    }

    /**
     * Whether a span is one request of the measured disk, so that an own time can be taken from them. Doorbells and interrupts
     * of several requests at once are not told apart: what is begun anew before its end is not that.
     */
    boolean isOfOneRequestEach() {
        return ofOtherDisks * PARTS_OF_OTHER_DISKS <= matched && replaced * PARTS_REPLACED <= matched;
    }

    boolean isOwnSet() {
        return setId.equals(runId);
    }
}
