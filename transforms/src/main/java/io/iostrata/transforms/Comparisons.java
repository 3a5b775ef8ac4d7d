package io.iostrata.transforms;

import static io.iostrata.schemas.tables.ComparisonTable.BASELINE;
import static io.iostrata.schemas.tables.ComparisonTable.BASELINE_NS;
import static io.iostrata.schemas.tables.ComparisonTable.BASELINE_RUNS;
import static io.iostrata.schemas.tables.ComparisonTable.CANDIDATE;
import static io.iostrata.schemas.tables.ComparisonTable.CANDIDATE_NS;
import static io.iostrata.schemas.tables.ComparisonTable.CANDIDATE_RUNS;
import static io.iostrata.schemas.tables.ComparisonTable.CONFOUNDERS;
import static io.iostrata.schemas.tables.ComparisonTable.DIFF_NS;
import static io.iostrata.schemas.tables.ComparisonTable.LEVEL;
import static io.iostrata.schemas.tables.ComparisonTable.NAME;
import static io.iostrata.schemas.tables.ComparisonTable.PAIRING;
import static io.iostrata.schemas.tables.ComparisonTable.STATISTIC;
import static io.iostrata.schemas.tables.LayerBreakdownTable.CONFIG;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.SetBreakdownTable.DELTA_TO;
import static io.iostrata.transforms.ComparedFigures.RUNS;
import static io.iostrata.transforms.ComparedFigures.VALUE_NS;
import static io.iostrata.transforms.ComparedSides.SIDE;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.tables.ComparisonTable;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What changes from one configuration to another. Means are unweighted over runs (own times of layers: over sets);
 * percentiles are of the runs' merged histograms, each run weighing the same. A row is there if one side has a figure;
 * the difference only if both have, and for own times only if both were taken from the same inner layer. No intervals
 * and no tests are made here.
 */
public final class Comparisons {
    private Comparisons() {}

    /** The tables of those names. */
    public record Inputs(
            Dataset<Row> layerStats, Dataset<Row> stageStats, Dataset<Row> chainStats, Dataset<Row> runs) {}

    /** Labels of two configurations. */
    public record Pair(String baseline, String candidate) {}

    /**
     * Each two configurations once: the baseline is the one whose label comes first in alphabetical order.
     *
     * @param configurations of {@link Configurations}
     */
    public static Dataset<Row> ofEveryPair(Inputs in, Dataset<Row> configurations, List<LayerPlace> places) {
        return of(in, configurations, places, ComparedSides.ofEveryPair(configurations));
    }

    /** That pair alone. */
    public static Dataset<Row> ofPair(Inputs in, Dataset<Row> configurations, List<LayerPlace> places, Pair pair) {
        return of(in, configurations, places, ComparedSides.ofPair(configurations, pair));
    }

    private static Dataset<Row> of(
            Inputs in, Dataset<Row> configurations, List<LayerPlace> places, Dataset<Row> sides) {
        var figures = ComparedFigures.of(ComparedRuns.of(in, configurations, places));
        var keys = Stream.of(BASELINE, CANDIDATE, INGEST_ID, CONFOUNDERS, LEVEL, NAME, STATISTIC, PAIRING)
                .map(SparkSchemas::c)
                .toArray(Column[]::new);
        var pairs = sides.join(figures, CONFIG.name())
                .groupBy(keys)
                .agg(
                        of(ComparedSides.BASELINE_SIDE, VALUE_NS).as(BASELINE_NS.name()),
                        of(ComparedSides.CANDIDATE_SIDE, VALUE_NS).as(CANDIDATE_NS.name()),
                        coalesce(of(ComparedSides.BASELINE_SIDE, RUNS), lit(0L)).as(BASELINE_RUNS.name()),
                        coalesce(of(ComparedSides.CANDIDATE_SIDE, RUNS), lit(0L))
                                .as(CANDIDATE_RUNS.name()),
                        of(ComparedSides.BASELINE_SIDE, DELTA_TO)
                                .eqNullSafe(of(ComparedSides.CANDIDATE_SIDE, DELTA_TO))
                                .as("same_inner"));
        var diffs = pairs.withColumn(
                DIFF_NS.name(), when(col("same_inner"), c(CANDIDATE_NS).minus(c(BASELINE_NS))));
        return SparkSchemas.select(untested(diffs), ComparisonTable.SCHEMA);
    }

    private static Dataset<Row> untested(Dataset<Row> pairs) {
        return pairs.withColumn(ComparisonTable.DIFF_LO_NS.name(), lit(null))
                .withColumn(ComparisonTable.DIFF_HI_NS.name(), lit(null))
                .withColumn(ComparisonTable.P_VALUE.name(), lit(null))
                .withColumn(ComparisonTable.P_ADJUSTED.name(), lit(null))
                .withColumn(ComparisonTable.VERDICT.name(), lit(null));
    }

    private static Column of(String side, Field column) {
        return max(when(c(SIDE).equalTo(side), c(column)));
    }
}
