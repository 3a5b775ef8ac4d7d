package io.iostrata.transforms;

import static io.iostrata.schemas.tables.ComparisonTable.STATISTIC;
import static io.iostrata.schemas.tables.LayerBreakdownTable.CONFIG;
import static io.iostrata.transforms.SparkSchemas.c;

import io.iostrata.schemas.tables.ComparisonTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.transforms.Percentiles.Percentile;
import io.iostrata.transforms.statistics.Question;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What changes from one configuration to another, and how sure that is. Means are unweighted over runs (own times of
 * layers: over sets); percentiles are of the runs' merged histograms, each run weighing the same. A row is there if one
 * side has a figure; the difference only if both have, and for own times only if both were taken from the same inner
 * layer. Tests take the runs for the sample.
 */
public final class Comparisons {
    private static final List<String> STATISTICS = Stream.concat(
                    Stream.of("mean"), ComparedFigures.REPORTED.stream().map(Percentile::label))
            .toList();

    private Comparisons() {}

    /**
     * The tables of those names.
     *
     * @param latencyOverTime without it nothing is said of what runs scatter inside
     */
    public record Inputs(
            Dataset<Row> layerStats,
            Dataset<Row> stageStats,
            Dataset<Row> chainStats,
            Dataset<Row> runs,
            Optional<Dataset<Row>> latencyOverTime) {

        /** Of figures of whole runs alone. */
        public Inputs(Dataset<Row> layerStats, Dataset<Row> stageStats, Dataset<Row> chainStats, Dataset<Row> runs) {
            this(layerStats, stageStats, chainStats, runs, Optional.empty());
        }
    }

    /** Labels of two configurations. */
    public record Pair(String baseline, String candidate) {}

    /**
     * What is compared, and how.
     *
     * @param configurations of {@link Configurations}
     * @param only the one pair; empty: each two configurations once, the baseline being the one whose label comes first
     */
    public record Asked(
            Dataset<Row> configurations,
            List<LayerPlace> places,
            Optional<Pair> only,
            Question question,
            Blocks blocks) {
        public Asked {
            places = List.copyOf(places);
        }

        /** The usual question, of runs that are independent. */
        public static Asked usual(Dataset<Row> configurations, List<LayerPlace> places) {
            return everyPair(configurations, places, Question.USUAL);
        }

        /** Every pair, of runs that are independent. */
        public static Asked everyPair(Dataset<Row> configurations, List<LayerPlace> places, Question question) {
            return new Asked(configurations, places, Optional.empty(), question, Blocks.NONE);
        }

        /** The same of the runs in those blocks alone, against each other in them. */
        public Asked paired(Blocks those) {
            var inBlocks = configurations.where(
                    c(RunTable.RUN_ID).isin(those.byRun().keySet().toArray()));
            return new Asked(inBlocks, places, only, question, those);
        }

        Dataset<Row> sides() {
            return only.map(pair -> ComparedSides.ofPair(configurations, pair))
                    .orElseGet(() -> ComparedSides.ofEveryPair(configurations));
        }
    }

    /** The figures of each configuration, of which pairs are made: here and by {@link ShiftFunctions}. */
    public static Dataset<Row> figures(Inputs in, Asked asked) {
        var runs = ComparedRuns.of(in, asked.configurations(), asked.places());
        return ComparedFigures.of(runs, asked);
    }

    /** The rows of comparisons of those {@link #figures}. */
    public static Dataset<Row> of(Dataset<Row> figures, Asked asked) {
        var question = asked.question();
        var blocks = asked.blocks();
        var reported = figures.where(c(STATISTIC).isin(STATISTICS.toArray()));
        return PairGroups.of(
                asked.sides().join(reported, CONFIG.name()),
                ComparisonTable.SCHEMA,
                rows -> new ComparedPair(rows, question, blocks).rows());
    }
}
