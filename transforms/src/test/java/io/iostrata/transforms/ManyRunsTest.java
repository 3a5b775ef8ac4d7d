package io.iostrata.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.ChainStatsTable;
import io.iostrata.schemas.tables.Distribution;
import io.iostrata.schemas.tables.LayerStatsTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.schemas.tables.StageStatsTable;
import io.iostrata.transforms.Comparisons.Asked;
import io.iostrata.transforms.Comparisons.Inputs;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two configurations of five hundred runs, twenty layers each; prints the time that comparing them takes. */
@Tag("slow")
final class ManyRunsTest {
    private static final int RUNS = 1000;
    private static final int LAYERS = 20;
    private static final int REQUESTS = 2000;

    @Test
    void twoPercentAreFoundInEveryLayer() {
        var spark = StatsTables.spark();
        var runs = spark.createDataFrame(
                        IntStream.range(0, RUNS).mapToObj(ManyRunsTest::run).toList(), columns(RunTable.SCHEMA))
                .persist();
        var random = new SplittableRandom(1);
        var layers = spark.createDataFrame(
                        IntStream.range(0, RUNS * LAYERS)
                                .mapToObj(i -> layer(i, random))
                                .toList(),
                        columns(LayerStatsTable.SCHEMA))
                .persist();
        layers.count();
        var none = spark.createDataFrame(List.<Row>of(), SparkSchemas.struct(StageStatsTable.SCHEMA));
        var chains = spark.createDataFrame(List.<Row>of(), SparkSchemas.struct(ChainStatsTable.SCHEMA));
        var asked = Asked.usual(Configurations.by(runs, List.of("aio")), SetBreakdownTest.PLACES);

        var start = Instant.now();
        var figures = Comparisons.figures(new Inputs(layers, none, chains, runs), asked);
        var slower = Comparisons.of(figures, asked).where("verdict = 'worse, by less than 5 %'");
        assertThat(slower.where("statistic = 'mean'").count()).isEqualTo(LAYERS);
        System.out.printf("%d runs, %d layers: compared in %s%n", RUNS, LAYERS, Duration.between(start, Instant.now()));
    }

    /** Rows here leave out columns that comparisons do not read. */
    private static StructType columns(TableSchema table) {
        return new StructType(Arrays.stream(SparkSchemas.struct(table).fields())
                .map(field -> new StructField(field.name(), field.dataType(), true, field.metadata()))
                .toArray(StructField[]::new));
    }

    private static Row run(int run) {
        return new TableRow(RunTable.SCHEMA)
                .set(RunTable.RUN_ID, "r" + run)
                .set(RunTable.INGEST_ID, "i")
                .set(RunTable.SET_ID, "r" + run)
                .set(RunTable.CONFIG_ID, run % 2 == 0 ? "n" : "t")
                .set(RunTable.CONFIG, Map.of("aio", run % 2 == 0 ? "native" : "threads"))
                .row();
    }

    private static Row layer(int index, SplittableRandom random) {
        int run = index / LAYERS;
        double typical = (run % 2 == 0 ? 100_000 : 102_000) * Math.exp(0.05 * random.nextGaussian());
        var histogram = Histograms.empty();
        for (int i = 0; i < REQUESTS; i++) {
            histogram.recordValue((long) (typical * Math.exp(0.5 * random.nextGaussian())));
        }
        return new TableRow(LayerStatsTable.SCHEMA)
                .set(RunTable.RUN_ID, "r" + run)
                .set(RunTable.INGEST_ID, "i")
                .set(SpanTable.LAYER, "detail_" + index % LAYERS)
                .set(Distribution.COUNT, (long) REQUESTS)
                .set(Distribution.MEAN_NS, histogram.getMean())
                .set(Distribution.HISTOGRAM, Histograms.encode(histogram))
                .row();
    }
}
