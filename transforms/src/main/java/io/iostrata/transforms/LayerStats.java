package io.iostrata.transforms;

import static io.iostrata.schemas.tables.Distribution.COUNT;
import static io.iostrata.schemas.tables.Distribution.EXACT;
import static io.iostrata.schemas.tables.Distribution.MEAN_NS;
import static io.iostrata.schemas.tables.LayerStatsTable.CONTROL_NS;
import static io.iostrata.schemas.tables.LayerStatsTable.LOST_EVENTS;
import static io.iostrata.schemas.tables.LayerStatsTable.OUTSIDE_WINDOW;
import static io.iostrata.schemas.tables.LayerStatsTable.POSITION;
import static io.iostrata.schemas.tables.LayerStatsTable.SOURCE_ID;
import static io.iostrata.schemas.tables.LayerStatsTable.TAINTED;
import static io.iostrata.schemas.tables.LayerStatsTable.UNMATCHED;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.schemas.tables.SpanTable.IN_WINDOW;
import static io.iostrata.schemas.tables.SpanTable.IS_PRIMARY;
import static io.iostrata.schemas.tables.SpanTable.LAYER;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.iostrata.schemas.tables.LayerStatsTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.schemas.tables.SpanTable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The latencies of each layer of each run, over its primary, in-window, untainted spans. A benchmark's row has the mean
 * as printed; the rest of its distribution only where the run logged every request, as spans of that layer.
 */
public final class LayerStats {
    private static final String[] RUN = {RUN_ID.name(), INGEST_ID.name()};
    private static final String[] RUN_LAYER = {RUN_ID.name(), INGEST_ID.name(), LAYER.name()};
    private static final String[] RUN_LAYER_SOURCE = {RUN_ID.name(), INGEST_ID.name(), LAYER.name(), SOURCE_ID.name()};
    private static final String[] RUN_SOURCE = {RUN_ID.name(), INGEST_ID.name(), SOURCE_ID.name()};

    private LayerStats() {}

    /** The tables of those names. */
    public record Inputs(Dataset<Row> spans, Dataset<Row> pairings, Dataset<Row> benchmarks, Dataset<Row> sources) {}

    public static Dataset<Row> of(Inputs in, List<LayerPlace> places) {
        var results = BenchmarkResults.of(in.benchmarks());
        var rows = traced(in)
                .join(results.ofLayers(), RUN_LAYER, "full_outer")
                .join(results.ofRuns(), RUN, "left")
                .withColumn(SOURCE_ID.name(), coalesce(c(SOURCE_ID), c(BenchmarkResults.PRINTED_BY)))
                .withColumn(MEAN_NS.name(), coalesce(c(BenchmarkResults.PRINTED_NS), c(MEAN_NS)))
                .withColumn(COUNT.name(), coalesce(c(COUNT), c(BenchmarkResults.REQUESTS), lit(0L)))
                .withColumn(EXACT.name(), coalesce(c(EXACT), lit(true)))
                .withColumn(UNMATCHED.name(), coalesce(c(UNMATCHED), lit(0L)))
                .withColumn(TAINTED.name(), coalesce(c(TAINTED), lit(0L)))
                .withColumn(OUTSIDE_WINDOW.name(), coalesce(c(OUTSIDE_WINDOW), lit(0L)))
                .withColumn(LOST_EVENTS.name(), coalesce(c(LOST_EVENTS), lit(0L)))
                .withColumn(CONTROL_NS.name(), c(BenchmarkResults.CONTROL_NS))
                .withColumn(POSITION.name(), LayerPlace.positionOfLayer(places));
        return SparkSchemas.select(rows, LayerStatsTable.SCHEMA);
    }

    /** The spans that statistics are of. */
    static Dataset<Row> counted(Dataset<Row> spans) {
        return spans.where(c(IS_PRIMARY).and(c(IN_WINDOW)).and(not(c(SpanTable.TAINTED))));
    }

    /** One row per run, layer and primary source: what its spans measured and what was left out. */
    private static Dataset<Row> traced(Inputs in) {
        var primary = in.spans().where(c(IS_PRIMARY));
        var distributions = Distributions.of(counted(in.spans()), List.of(RUN_ID, INGEST_ID, LAYER, SOURCE_ID));
        var leftOut = primary.groupBy(c(RUN_ID), c(INGEST_ID), c(LAYER), c(SOURCE_ID))
                .agg(
                        count_if(c(IN_WINDOW).and(c(SpanTable.TAINTED))).as(TAINTED.name()),
                        count_if(not(c(IN_WINDOW))).as(OUTSIDE_WINDOW.name()));
        var paired = in.pairings()
                .where(c(IS_PRIMARY))
                .select(c(RUN_ID), c(INGEST_ID), c(LAYER), c(SOURCE_ID), c(UNMATCHED));
        var lost = in.sources().select(c(RUN_ID), c(INGEST_ID), c(SOURCE_ID), c(SourceTable.LOST_EVENTS));
        return paired.join(leftOut, RUN_LAYER_SOURCE, "full_outer")
                .join(distributions, RUN_LAYER_SOURCE, "left")
                .join(lost, RUN_SOURCE, "left");
    }
}
