package io.iostrata.transforms;

import static io.iostrata.schemas.tables.ComparisonTable.LEVEL;
import static io.iostrata.schemas.tables.ComparisonTable.NAME;
import static io.iostrata.schemas.tables.ComparisonTable.PAIRING;
import static io.iostrata.schemas.tables.Distribution.COUNT;
import static io.iostrata.schemas.tables.Distribution.HISTOGRAM;
import static io.iostrata.schemas.tables.Distribution.MEAN_NS;
import static io.iostrata.schemas.tables.LayerBreakdownTable.CONFIG;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.schemas.tables.SetBreakdownTable.DELTA_TO;
import static io.iostrata.schemas.tables.StageStatsTable.IN_TOTAL;
import static io.iostrata.schemas.tables.StageStatsTable.PHASE;
import static io.iostrata.schemas.tables.StageTable.CHAIN;
import static io.iostrata.schemas.tables.StageTable.POSITION;
import static io.iostrata.schemas.tables.StageTable.STAGE;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.transforms.Comparisons.Inputs;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What every run contributes to the figures of its configuration; sets contribute own times of layers. */
final class ComparedRuns {
    static final Field MEMBER = Field.required(
            "member",
            FieldType.STRING,
            "What weighs one in the figure: the run and link of its chain, or the set for an own time.");

    static final Field WEIGHT = Field.optional(
            "weight",
            FieldType.DOUBLE,
            "Requests behind the mean, by which chains of one run add up; null where a run has but one member.");

    /** One row per configuration, figure and member. */
    static final TableSchema SCHEMA = TableSchema.of(
            "compared_runs",
            "configuration, figure and member",
            CONFIG,
            LEVEL,
            NAME,
            PAIRING,
            MEMBER,
            RUN_ID,
            DELTA_TO,
            WEIGHT,
            WithinRuns.WITHIN,
            MEAN_NS,
            HISTOGRAM);

    static final Field CONFIG_RUN =
            Field.required("config_run", FieldType.STRING, "The run whose configuration the figure counts for.");
    static final Field LAYER = Field.optional(
            "layer", FieldType.STRING, "Layer whose histogram goes with it; null for an own time, which has none.");
    static final TableSchema OF_SETS = TableSchema.of(
            "figures_of_sets",
            "set and figure",
            CONFIG_RUN,
            LEVEL,
            NAME,
            PAIRING,
            MEMBER,
            RUN_ID,
            INGEST_ID,
            LAYER,
            DELTA_TO,
            MEAN_NS);
    private static final String[] RUN = {RUN_ID.name(), INGEST_ID.name()};
    private static final String[] RUN_LAYER = {RUN_ID.name(), INGEST_ID.name(), LAYER.name()};

    private ComparedRuns() {}

    static Dataset<Row> of(Inputs in, Dataset<Row> configurations, List<LayerPlace> places) {
        var labels = configurations.select(c(RUN_ID), c(INGEST_ID), c(CONFIG));
        return ofLayers(in, labels, places)
                .unionByName(ofStages(in.stageStats().join(labels, RUN)))
                .unionByName(ofPhases(in.stageStats().join(labels, RUN)))
                .unionByName(ofTotals(in.chainStats().join(labels, RUN)));
    }

    private static Dataset<Row> ofLayers(Inputs in, Dataset<Row> labels, List<LayerPlace> places) {
        var layers = List.copyOf(places);
        var figures = RunLabels.beside(LayerFigure.table(in.layerStats(), in.runs()), labels);
        var ofSets = SmallTables.inOneTask(figures, OF_SETS, rows -> {
            var runLabels = RunLabels.of(rows);
            return MeasuredSets.of(rows, layers).stream()
                    .flatMap(set -> new ComparedSet(set, layers, runLabels).rows())
                    .toList();
        });
        var configs = labels.select(c(RUN_ID).as(CONFIG_RUN.name()), c(CONFIG));
        var histograms = in.layerStats().select(c(RUN_ID), c(INGEST_ID), c(LAYER), c(HISTOGRAM));
        var joined = ofSets.join(configs, CONFIG_RUN.name()).join(histograms, RUN_LAYER, "left");
        var within = in.latencyOverTime()
                .map(seconds -> joined.join(WithinRuns.of(seconds, withSeconds(in, labels)), RUN_LAYER, "left"))
                .orElseGet(() -> joined.withColumn(WithinRuns.WITHIN.name(), lit(null)));
        return SparkSchemas.select(within.withColumn(WEIGHT.name(), lit(null)), SCHEMA);
    }

    /** The runs compared, and the bare host's, which belong to no configuration. */
    private static Dataset<Row> withSeconds(Inputs in, Dataset<Row> labels) {
        var run = new Column[] {c(RUN_ID), c(INGEST_ID)};
        return labels.select(run)
                .unionByName(in.layerStats()
                        .where(c(LAYER).equalTo(LayerPlace.HOST_BENCHMARK))
                        .select(run));
    }

    private static Dataset<Row> ofStages(Dataset<Row> stages) {
        var link = concat(c(RUN_ID), lit("/"), c(CHAIN), lit("/"), c(POSITION));
        return ofChains(stages.withColumn(MEMBER.name(), link), "stage", concat(c(CHAIN), lit("/"), c(STAGE)));
    }

    private static Dataset<Row> ofPhases(Dataset<Row> stages) {
        var phases = stages.where(c(IN_TOTAL).and(c(PHASE).isNotNull()))
                .groupBy(c(RUN_ID), c(CONFIG), c(CHAIN), c(PHASE))
                .agg(sum(c(MEAN_NS)).as(MEAN_NS.name()), max(c(COUNT)).as(COUNT.name()))
                .withColumn(HISTOGRAM.name(), lit(null))
                .withColumn(MEMBER.name(), chain());
        return ofChains(phases, "phase", c(PHASE));
    }

    private static Dataset<Row> ofTotals(Dataset<Row> chains) {
        return ofChains(chains.withColumn(MEMBER.name(), chain()), "total", lit("total"));
    }

    private static Dataset<Row> ofChains(Dataset<Row> figures, String level, Column name) {
        return SparkSchemas.select(
                figures.withColumn(LEVEL.name(), lit(level))
                        .withColumn(NAME.name(), name)
                        .withColumn(PAIRING.name(), lit(null))
                        .withColumn(DELTA_TO.name(), lit(null))
                        .withColumn(WEIGHT.name(), c(COUNT).cast("double"))
                        .withColumn(WithinRuns.WITHIN.name(), lit(null)),
                SCHEMA);
    }

    private static Column chain() {
        return concat(c(RUN_ID), lit("/"), c(CHAIN));
    }
}
