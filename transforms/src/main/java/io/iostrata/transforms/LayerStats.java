package io.iostrata.transforms;

import static io.iostrata.schemas.tables.Distribution.COUNT;
import static io.iostrata.schemas.tables.Distribution.EXACT;
import static io.iostrata.schemas.tables.Distribution.MEAN_NS;
import static io.iostrata.schemas.tables.Distribution.SUM_NS;
import static io.iostrata.schemas.tables.LayerStatsTable.CONTROL_NS;
import static io.iostrata.schemas.tables.LayerStatsTable.LOST_EVENTS;
import static io.iostrata.schemas.tables.LayerStatsTable.MATCHED;
import static io.iostrata.schemas.tables.LayerStatsTable.MEAN_HI_NS;
import static io.iostrata.schemas.tables.LayerStatsTable.MEAN_LO_NS;
import static io.iostrata.schemas.tables.LayerStatsTable.OUTSIDE_WINDOW;
import static io.iostrata.schemas.tables.LayerStatsTable.POSITION;
import static io.iostrata.schemas.tables.LayerStatsTable.SOURCE_ID;
import static io.iostrata.schemas.tables.LayerStatsTable.TAINTED;
import static io.iostrata.schemas.tables.LayerStatsTable.UNCERTAIN;
import static io.iostrata.schemas.tables.LayerStatsTable.UNMATCHED;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.schemas.tables.SpanTable.IN_WINDOW;
import static io.iostrata.schemas.tables.SpanTable.IS_PRIMARY;
import static io.iostrata.schemas.tables.SpanTable.LAYER;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.tables.LayerStatsTable;
import io.iostrata.schemas.tables.PairingTable;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.schemas.tables.SpanTable;
import java.util.HashMap;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * The latencies of each layer of each run, over its primary, in-window, untainted spans. A benchmark's row has the mean
 * as printed; the rest of its distribution only where the run logged every request, as spans of that layer.
 */
public final class LayerStats {
    private static final String[] RUN = {RUN_ID.name(), INGEST_ID.name()};
    private static final String[] RUN_LAYER = {RUN_ID.name(), INGEST_ID.name(), LAYER.name()};
    private static final String[] RUN_LAYER_SOURCE = {RUN_ID.name(), INGEST_ID.name(), LAYER.name(), SOURCE_ID.name()};
    private static final String[] RUN_SOURCE = {RUN_ID.name(), INGEST_ID.name(), SOURCE_ID.name()};

    private static final String TAINTED_NS = "tainted_ns";
    private static final List<Field> COUNTS = List.of(
            UNMATCHED,
            TAINTED,
            OUTSIDE_WINDOW,
            LOST_EVENTS,
            MATCHED,
            PairingTable.UNMATCHED_REPLACED,
            PairingTable.UNMATCHED_OPEN,
            PairingTable.UNMATCHED_LOST,
            PairingTable.ENDS_ALONE,
            PairingTable.OF_OTHER_DISKS,
            UNCERTAIN);

    private LayerStats() {}

    /**
     * The tables of those names.
     *
     * @param packs {@link LayerPacks} of the spans
     */
    public record Inputs(
            Dataset<Row> spans,
            Dataset<Row> packs,
            Dataset<Row> pairings,
            Dataset<Row> benchmarks,
            Dataset<Row> sources) {}

    public static Dataset<Row> of(Inputs in, List<LayerPlace> places) {
        var results = BenchmarkResults.of(in.benchmarks());
        var rows = traced(in)
                .join(results.ofLayers(), RUN_LAYER, "full_outer")
                .join(results.ofRuns(), RUN, "left")
                .withColumn(SOURCE_ID.name(), coalesce(c(SOURCE_ID), c(BenchmarkResults.PRINTED_BY)))
                .withColumn(MEAN_NS.name(), coalesce(c(BenchmarkResults.PRINTED_NS), c(MEAN_NS)))
                .withColumn(COUNT.name(), coalesce(c(COUNT), c(BenchmarkResults.REQUESTS), lit(0L)))
                .withColumn(EXACT.name(), coalesce(c(EXACT), lit(true)))
                .withColumn(MEAN_LO_NS.name(), coalesce(c(BenchmarkResults.PRINTED_NS), c(MEAN_LO_NS)))
                .withColumn(MEAN_HI_NS.name(), coalesce(c(BenchmarkResults.PRINTED_NS), c(MEAN_HI_NS)))
                .withColumn(CONTROL_NS.name(), c(BenchmarkResults.CONTROL_NS))
                .withColumn(POSITION.name(), LayerPlace.positionOfLayer(places));
        return SparkSchemas.select(zeroWhereNothingIsTold(rows), LayerStatsTable.SCHEMA);
    }

    private static Dataset<Row> zeroWhereNothingIsTold(Dataset<Row> rows) {
        var zeros = new HashMap<String, Object>();
        COUNTS.forEach(count -> zeros.put(count.name(), 0L));
        var known = when(c(MATCHED).isNull(), lit(0L)).otherwise(c(PairingTable.HIDDEN));
        return rows.withColumn(PairingTable.HIDDEN.name(), known).na().fill(zeros);
    }

    /** The spans that statistics are of. */
    static Dataset<Row> counted(Dataset<Row> spans) {
        return spans.where(c(IS_PRIMARY).and(c(IN_WINDOW)).and(not(c(SpanTable.TAINTED))));
    }

    /** One row per run, layer and primary source: what its spans measured and what was left out. */
    private static Dataset<Row> traced(Inputs in) {
        var primary = in.spans().where(c(IS_PRIMARY));
        var distributions = Distributions.ofPacks(in.packs(), List.of(RUN_ID, INGEST_ID, LAYER, SOURCE_ID));
        var leftOut = primary.groupBy(c(RUN_ID), c(INGEST_ID), c(LAYER), c(SOURCE_ID))
                .agg(
                        count_if(c(IN_WINDOW).and(c(SpanTable.TAINTED))).as(TAINTED.name()),
                        sum(when(
                                                c(IN_WINDOW).and(c(SpanTable.TAINTED)),
                                                c(SpanTable.DUR_NS).cast(SparkSchemas.type(FieldType.DECIMAL38)))
                                        .otherwise(lit(0L)))
                                .as(TAINTED_NS),
                        count_if(not(c(IN_WINDOW))).as(OUTSIDE_WINDOW.name()));
        var paired = in.pairings()
                .where(c(IS_PRIMARY))
                .withColumn(MATCHED.name(), c(PairingTable.SPANS))
                .drop(PairingTable.TAINTED.name(), PairingTable.IN_WINDOW.name());
        var lost = in.sources().select(c(RUN_ID), c(INGEST_ID), c(SOURCE_ID), c(SourceTable.LOST_EVENTS));
        var rows = paired.join(leftOut, RUN_LAYER_SOURCE, "full_outer")
                .join(distributions, RUN_LAYER_SOURCE, "left")
                .join(lost, RUN_SOURCE, "left");
        return bounded(rows);
    }

    /** How far the mean can be from what it had been without losses. */
    private static Dataset<Row> bounded(Dataset<Row> rows) {
        var sum = orZero(c(SUM_NS));
        var passages = orZero(c(COUNT)).plus(orZero(c(TAINTED))).plus(orZero(c(PairingTable.UNCERTAIN)));
        var least = sum.plus(orZero(c(PairingTable.UNCERTAIN_LO_NS)));
        var most = sum.plus(orZero(col(TAINTED_NS)))
                .plus(number(c(PairingTable.UNCERTAIN_HI_NS)))
                .plus(number(c(PairingTable.HIDDEN_HI_NS)));
        var lo = least.divide(nullif(passages.plus(number(c(PairingTable.HIDDEN))), lit(0.0)));
        var hi = most.divide(nullif(passages, lit(0.0)));
        return rows.withColumn(MEAN_LO_NS.name(), when(lo.isNotNull(), least(lo, c(MEAN_NS))))
                .withColumn(MEAN_HI_NS.name(), when(hi.isNotNull(), greatest(hi, c(MEAN_NS))))
                .withColumn(UNCERTAIN.name(), coalesce(c(TAINTED), lit(0L)).plus(coalesce(c(UNCERTAIN), lit(0L))));
    }

    private static Column number(Column column) {
        return column.cast(DataTypes.DoubleType);
    }

    private static Column orZero(Column column) {
        return coalesce(number(column), lit(0.0));
    }
}
