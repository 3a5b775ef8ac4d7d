package io.iostrata.transforms;

import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.ClockTable;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.PairingTable;
import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.schemas.tables.StageTable;
import io.iostrata.transforms.Groups.Pass;
import io.iostrata.transforms.walk.Arguments;
import io.iostrata.transforms.walk.EventPage;
import io.iostrata.transforms.walk.Found;
import io.iostrata.transforms.walk.SourcePlan;
import io.iostrata.transforms.walk.SourcePlan.SourceId;
import io.iostrata.transforms.walk.SourceWalk;
import io.iostrata.transforms.walk.TraceEvent;
import io.iostrata.transforms.walk.WalkPlan;
import java.io.Serializable;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The second pass over the events: everything it finds, one row each, in one column a table, of which one is set. {@link
 * Spans}, {@link Stages}, {@link Pairings}, {@link WalkIssues} and {@link TickClocks} take their own out of it.
 */
public final class Walk {
    static final String WINDOW = "window_start";
    static final StructType WINDOW_START = new StructType()
            .add("window_run_id", DataTypes.StringType)
            .add("window_source_id", DataTypes.IntegerType)
            .add("window_name", DataTypes.StringType)
            .add("first_ordinal", DataTypes.LongType);

    static final String SIGNAL = "signal";
    static final StructType SIGNALS = new StructType()
            .add("run_id", DataTypes.StringType)
            .add("ingest_id", DataTypes.StringType)
            .add("layer", DataTypes.StringType)
            .add("source_id", DataTypes.IntegerType)
            .add("side", DataTypes.StringType)
            .add("ns", DataTypes.LongType);

    static final TableSchema PAIRED = new TableSchema("pairings", "run, layer and source", PairingTable.COUNTED);
    static final String UNSEEN = "unseen";
    static final StructType UNSEEN_PASSAGES = new StructType()
            .add("run_id", DataTypes.StringType)
            .add("ingest_id", DataTypes.StringType)
            .add("layer", DataTypes.StringType)
            .add("source_id", DataTypes.IntegerType)
            .add("cause", DataTypes.StringType)
            .add("ordinal", DataTypes.LongType)
            .add("passages", DataTypes.LongType)
            .add("lo_ns", DataTypes.LongType)
            .add("hi_ns", DataTypes.LongType)
            .add("in_window", DataTypes.BooleanType);

    private static final TableSchema[] TABLES = {
        SpanTable.SCHEMA, StageTable.SCHEMA, PAIRED, IssueTable.SCHEMA, ClockTable.SCHEMA
    };
    static final StructType SCHEMA = schema();

    private Walk() {}

    /**
     * Partitions are those of the events; a source's rows are in the order of their begins, layer by layer.
     *
     * @param pages each source in one partition, in time order
     */
    public static Dataset<Row> of(Dataset<EventPage> pages, WalkPlan plan) {
        return of(pages, plan, found -> true);
    }

    /** The same, of what is wanted alone. */
    static Dataset<Row> of(Dataset<EventPage> pages, WalkPlan plan, Wanted wanted) {
        var arguments = Arguments.of(plan.model());
        MapPartitionsFunction<EventPage, Row> walk =
                each -> EventPages.walk(each, source -> pass(plan(plan, source), wanted, arguments));
        return pages.mapPartitions(walk, Encoders.row(SCHEMA));
    }

    /** Which of the things found become rows. */
    interface Wanted extends Predicate<Found>, Serializable {}

    /** The rows of one table; times of a window that only the whole walk tells are still open. */
    static Dataset<Row> table(Dataset<Row> walk, TableSchema table) {
        return part(walk, table.name());
    }

    /** From which ordinal on each layer's spans, and each chain's requests, are inside the window. */
    static Dataset<Row> windowStarts(Dataset<Row> walk) {
        return part(walk, WINDOW);
    }

    /** Begins and ends of layers without keys that belong to no span: which side, and ns on the source's clock. */
    static Dataset<Row> signals(Dataset<Row> walk) {
        return part(walk, SIGNAL);
    }

    static Dataset<Row> part(Dataset<Row> walk, String name) {
        return walk.where(functions.col(name).isNotNull()).select(name + ".*");
    }

    /** Rows in the window: those that their own times, or their ordinal among all, put there. */
    static Dataset<Row> settleWindow(
            Dataset<Row> rows, Dataset<Row> walk, Column name, Column ordinal, Column inWindow) {
        var starts = windowStarts(walk);
        var same = functions
                .col("window_run_id")
                .equalTo(functions.col("run_id"))
                .and(functions.col("window_source_id").equalTo(functions.col("source_id")))
                .and(functions.col("window_name").equalTo(name));
        return rows.join(functions.broadcast(starts), same, "left")
                .withColumn(
                        "in_window",
                        inWindow.and(
                                ordinal.geq(functions.coalesce(functions.col("first_ordinal"), functions.lit(0L)))));
    }

    private static StructType schema() {
        var schema = new StructType();
        for (var table : TABLES) {
            schema = schema.add(new StructField(table.name(), SparkSchemas.struct(table), true, Metadata.empty()));
        }
        return schema.add(WINDOW, WINDOW_START)
                .add(SIGNAL, SIGNALS)
                .add(Passages.WAITS, Passages.WAIT)
                .add(Passages.PACKS, Passages.PACK)
                .add(UNSEEN, UNSEEN_PASSAGES);
    }

    private static SourcePlan plan(WalkPlan plan, SourceId source) {
        return plan.find(source)
                .orElseThrow(() ->
                        new IllegalStateException("Invalid plan: " + source + " (not in it, though it has events)"));
    }

    private static Pass<TraceEvent, Row> pass(SourcePlan plan, Wanted wanted, Arguments arguments) {
        var walk = new SourceWalk(plan, arguments);
        var rows = new WalkRows(plan);
        return new Pass<>() {
            @Override
            public void accept(TraceEvent event, Consumer<Row> out) {
                walk.accept(event, found -> put(found, out));
            }

            @Override
            public void finish(Consumer<Row> out) {
                walk.finish(found -> put(found, out));
            }

            private void put(Found found, Consumer<Row> out) {
                if (wanted.test(found)) {
                    out.accept(rows.of(found));
                }
            }
        };
    }
}
