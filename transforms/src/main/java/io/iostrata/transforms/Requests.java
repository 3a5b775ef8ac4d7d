package io.iostrata.transforms;

import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.lit;

import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.PairingTable;
import io.iostrata.schemas.tables.RequestLayerTable;
import io.iostrata.schemas.tables.RequestTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.transforms.requests.Following;
import io.iostrata.transforms.requests.Nesting;
import io.iostrata.transforms.walk.WalkPlan;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Requests followed through the layers of their run: {@link RequestTable} and {@link RequestLayerTable}. Spans of a run
 * come together on its reference clock, and one ordered pass over them finds what belongs together.
 */
public final class Requests {
    private Requests() {}

    /**
     * The nestings of runs that have requests.
     *
     * @param pairings rows of the pairings table
     */
    public static List<Nesting> nestings(WalkPlan plan, List<Row> pairings) {
        var held = pairings.stream()
                .filter(row -> row.<Boolean>getAs(SpanTable.IS_PRIMARY.name())
                        && row.<Long>getAs(PairingTable.SPANS.name()) > 0)
                .collect(Collectors.groupingBy(
                        row -> row.<String>getAs(RunTable.RUN_ID.name()),
                        Collectors.mapping(row -> row.<String>getAs(SpanTable.LAYER.name()), Collectors.toSet())));
        return plan.sources().values().stream()
                .collect(Collectors.groupingBy(source -> source.id().runId()))
                .entrySet()
                .stream()
                .flatMap(run ->
                        Nesting.of(plan.model(), run.getValue(), held.getOrDefault(run.getKey(), Set.of())).stream())
                .toList();
    }

    /**
     * Rows of three tables and packs of durations, one row each, in one column a table; a run's are in one partition.
     *
     * @param spans rows of the spans table
     * @param walks they are of
     * @param nestings one a run at most; runs without have no requests
     */
    public static Dataset<Row> follow(Dataset<Row> spans, Walks walks, List<Nesting> nestings) {
        var byRun = nestings.stream().collect(Collectors.toMap(Nesting::runId, Function.identity()));
        var input = ofSpans(spans).unionByName(ofSignals(Walk.signals(walks.layers())));
        MapPartitionsFunction<Row, Row> place = rows -> placed(rows, byRun);
        MapPartitionsFunction<Row, Row> follow =
                rows -> Groups.walk(rows, row -> row.getString(0), (String run) -> pass(new Following(byRun.get(run))));
        return input.mapPartitions(place, Encoders.row(Following.PLACED))
                .repartition(c(RunTable.RUN_ID))
                .sortWithinPartitions(
                        c(RunTable.RUN_ID),
                        functions.col("ref_ns"),
                        functions.col("number"),
                        functions.col("side"),
                        functions.col("ordinal"))
                .mapPartitions(follow, Encoders.row(Following.OUTPUT));
    }

    private static Iterator<Row> placed(Iterator<Row> rows, Map<String, Nesting> byRun) {
        Iterable<Row> each = () -> rows;
        return StreamSupport.stream(each.spliterator(), false)
                .flatMap(
                        row -> Optional.ofNullable(byRun.get(row.getString(0)))
                                .flatMap(nesting -> Following.placed(row, nesting))
                                .stream())
                .iterator();
    }

    private static Groups.Pass<Row, Row> pass(Following following) {
        return new Groups.Pass<>() {
            @Override
            public void accept(Row row, Consumer<Row> out) {
                following.accept(row, out);
            }

            @Override
            public void finish(Consumer<Row> out) {
                following.finish(out);
            }
        };
    }

    private static Dataset<Row> ofSpans(Dataset<Row> spans) {
        var primary = spans.where(c(SpanTable.IS_PRIMARY)).withColumn("ns", c(SpanTable.BEGIN_NS));
        return SparkSchemas.selectOrNull(primary, Following.INPUT);
    }

    private static Dataset<Row> ofSignals(Dataset<Row> signals) {
        var untainted = signals.withColumn("in_window", lit(true)).withColumn("tainted", lit(false));
        return SparkSchemas.selectOrNull(untainted, Following.INPUT);
    }

    public static Dataset<Row> requests(Dataset<Row> followed) {
        return table(followed, RequestTable.SCHEMA);
    }

    public static Dataset<Row> layers(Dataset<Row> followed) {
        return table(followed, RequestLayerTable.SCHEMA);
    }

    /** Durations of the spans of layers that requests were followed through, {@link LayerPacks#PACKED}. */
    static Dataset<Row> packs(Dataset<Row> followed) {
        return Walk.part(followed, Following.PACKS);
    }

    public static Dataset<Row> issues(Dataset<Row> followed) {
        return table(followed, IssueTable.SCHEMA);
    }

    private static Dataset<Row> table(Dataset<Row> followed, TableSchema table) {
        return SparkSchemas.select(
                followed.where(functions.col(table.name()).isNotNull()).select(table.name() + ".*"), table);
    }
}
