package io.iostrata.transforms;

import static io.iostrata.schemas.tables.LayerBreakdownTable.CONFIG;
import static io.iostrata.schemas.tables.LayerStatsTable.POSITION;
import static io.iostrata.schemas.tables.RunTable.CONFIG_ID;
import static io.iostrata.schemas.tables.RunTable.SET_ID;
import static io.iostrata.schemas.tables.SetBreakdownTable.RUN_ID;
import static io.iostrata.schemas.tables.SpanTable.LAYER;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.first;

import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.LayerBreakdownTable;
import io.iostrata.schemas.tables.SetBreakdownTable;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The page's table for each configuration and pairing. A figure is the unweighted mean over the sets that have it: a
 * layer's cumulative time over the sets with that layer, its own time over the sets where it was taken from the same
 * inner layer: the one most sets have that have one, of two the outer one. Own times go from the layer where most sets of
 * several begin to that inner one and on from there; a layer that this way passes by has none, as its time is in another's
 * already. Where all sets have all layers, own times are the differences of the cumulative ones and add up to the outermost;
 * where they have not, {@code sets} and {@code delta_sets} tell. Ratios are of means over the sets that have both.
 */
public final class LayerBreakdown {
    /** Rows of set_breakdown under their configuration. */
    static final TableSchema LABELLED_SETS = new TableSchema(
            "labelled_sets",
            "set, layer and configuration",
            Stream.concat(SetBreakdownTable.SCHEMA.fields().stream(), Stream.of(CONFIG))
                    .toList());

    private LayerBreakdown() {}

    /**
     * Rows of set_breakdown by configuration. A set belongs to that of its outermost layer's run.
     *
     * @param configurations of {@link Configurations}
     */
    public static Dataset<Row> of(Dataset<Row> setBreakdown, Dataset<Row> configurations) {
        return SmallTables.inOneTask(
                labelled(setBreakdown, configurations), LayerBreakdownTable.SCHEMA, rows -> groups(rows)
                        .map(ConfigurationLayers::of)
                        .flatMap(List::stream)
                        .toList());
    }

    private static Dataset<Row> labelled(Dataset<Row> setBreakdown, Dataset<Row> configurations) {
        var outermostFirst = Window.partitionBy(c(SET_ID), c(CONFIG_ID))
                .orderBy(c(LAYER).equalTo(LayerPlace.HOST_BENCHMARK), c(POSITION));
        var sets = setBreakdown
                .withColumn("config_run", first(c(RUN_ID)).over(outermostFirst))
                .drop(CONFIG_ID.name());
        var labels = configurations.select(c(RUN_ID).as("config_run"), c(CONFIG_ID), c(CONFIG));
        return SparkSchemas.select(sets.join(labels, "config_run"), LABELLED_SETS);
    }

    private static Stream<List<Row>> groups(List<Row> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(LayerBreakdown::key, TreeMap::new, Collectors.toList()))
                .values()
                .stream();
    }

    private static String key(Row row) {
        return SmallTables.text(row, CONFIG)
                + "\n" + SmallTables.text(row, CONFIG_ID)
                + "\n" + SmallTables.text(row, SetBreakdownTable.PAIRING);
    }
}
