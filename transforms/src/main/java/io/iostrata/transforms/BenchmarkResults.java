package io.iostrata.transforms;

import static io.iostrata.schemas.tables.BenchmarkTable.MACHINE;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.schemas.tables.SpanTable.LAYER;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.tables.BenchmarkTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The one figure of a run's benchmark on each machine: the mean of its results, weighted by their requests; a result that
 * does not say its requests weighs as one.
 *
 * @param ofLayers one row per run and benchmark layer
 */
record BenchmarkResults(Dataset<Row> ofLayers) {
    static final Field PRINTED_BY = Field.optional("printed_by", FieldType.INT32, "First file with a result.");
    static final Field PRINTED_NS = Field.required("printed_ns", FieldType.DOUBLE, "Mean as printed, ns.");
    static final Field REQUESTS = Field.optional("printed_requests", FieldType.INT64, "Requests of all results.");
    static final Field CONTROL_NS = Field.required("run_control_ns", FieldType.DOUBLE, "The run's own mean, ns.");

    static BenchmarkResults of(Dataset<Row> benchmarks) {
        var weight = coalesce(c(BenchmarkTable.REQUESTS), lit(1L));
        var layer = when(isOn("host"), LayerPlace.HOST_BENCHMARK).otherwise(LayerPlace.GUEST_BENCHMARK);
        return new BenchmarkResults(benchmarks
                .groupBy(c(RUN_ID), c(INGEST_ID), layer.as(LAYER.name()))
                .agg(
                        min(c(BenchmarkTable.SOURCE_ID)).as(PRINTED_BY.name()),
                        weightedMean(weight).as(PRINTED_NS.name()),
                        sum(c(BenchmarkTable.REQUESTS).cast("decimal(38,0)"))
                                .try_cast("bigint")
                                .as(REQUESTS.name())));
    }

    /** One row per run: the guest's figure, or the host's where the guest ran none. */
    Dataset<Row> ofRuns() {
        return ofLayers.groupBy(c(RUN_ID), c(INGEST_ID))
                .agg(coalesce(figureOf(LayerPlace.GUEST_BENCHMARK), figureOf(LayerPlace.HOST_BENCHMARK))
                        .as(CONTROL_NS.name()));
    }

    /** The mean itself where there is one result, so that it stays as printed. */
    private static Column weightedMean(Column weight) {
        var mean = c(BenchmarkTable.MEAN_NS);
        return when(min(mean).equalTo(max(mean)), min(mean))
                .otherwise(sum(mean.multiply(weight)).divide(sum(weight.cast("double"))));
    }

    private static Column figureOf(String layer) {
        return max(when(c(LAYER).equalTo(layer), c(PRINTED_NS)));
    }

    private static Column isOn(String machine) {
        return c(MACHINE).equalTo(machine);
    }
}
