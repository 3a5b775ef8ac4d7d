package io.iostrata.transforms;

import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.FieldType;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.FutexOverlapTable;
import io.iostrata.schemas.tables.FutexWaitTable;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.IssueTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.Severity;
import io.iostrata.schemas.tables.SourceTable;
import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.schemas.tables.StageTable;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Which stages requests were in while threads waited for futexes: {@link FutexOverlapTable}. */
public final class FutexOverlap {
    /** Waits and stages of a run as intervals of one shape; what the other kind has is null. */
    static final TableSchema INTERVALS = TableSchema.of(
            "intervals",
            "wait or stage",
            RunTable.RUN_ID,
            RunTable.INGEST_ID,
            SpanTable.BEGIN_NS,
            SpanTable.END_NS,
            FutexWaitTable.UADDR,
            FutexWaitTable.NAME,
            FutexWaitTable.OP,
            Field.optional(StageTable.CHAIN.name(), FieldType.STRING, "Of a stage."),
            Field.optional(StageTable.STAGE.name(), FieldType.STRING, "Of a stage."),
            Field.optional(StageTable.REQUEST_NO.name(), FieldType.INT64, "Of a stage."));

    /** By time, then by all else that tells two apart: one order, whatever the partitions were. */
    private static final Column[] IN_ORDER = Stream.of(
                    RunTable.RUN_ID,
                    SpanTable.BEGIN_NS,
                    SpanTable.END_NS,
                    StageTable.CHAIN,
                    StageTable.REQUEST_NO,
                    StageTable.STAGE,
                    FutexWaitTable.UADDR,
                    FutexWaitTable.OP)
            .map(SparkSchemas::c)
            .toArray(Column[]::new);

    private static final String[] RUN_CLOCK = {RunTable.RUN_ID.name(), SourceTable.CLOCK.name()};

    private FutexOverlap() {}

    /** The tables of those names. */
    public record Inputs(Dataset<Row> waits, Dataset<Row> stages, Dataset<Row> sources) {}

    public static Dataset<Row> of(Inputs in) {
        var waits = waits(in);
        var clocks =
                broadcast(waits.select(c(RunTable.RUN_ID), c(SourceTable.CLOCK)).distinct());
        var stages = stages(in).join(clocks, RUN_CLOCK);
        var used = broadcast(stages.select(c(RunTable.RUN_ID)).distinct());
        var columns = SparkSchemas.struct(INTERVALS);
        var intervals = SparkSchemas.selectOrNull(waits.join(used, RunTable.RUN_ID.name()), columns)
                .unionAll(SparkSchemas.selectOrNull(stages, columns));
        MapPartitionsFunction<Row, Row> scan =
                rows -> Groups.walk(rows, row -> SmallTables.text(row, RunTable.RUN_ID), run -> new OverlapPass());
        return intervals
                .repartition(c(RunTable.RUN_ID))
                .sortWithinPartitions(IN_ORDER)
                .mapPartitions(scan, Encoders.row(SparkSchemas.struct(FutexOverlapTable.SCHEMA)));
    }

    /** What is to be said of runs whose waits and stages are on different clocks. */
    public static Dataset<Row> issues(Inputs in) {
        var ofStages = stages(in)
                .select(c(RunTable.RUN_ID), c(SourceTable.CLOCK).as("stage_clock"))
                .distinct();
        var rows = waits(in)
                .select(c(RunTable.RUN_ID), c(RunTable.INGEST_ID), c(SourceTable.SOURCE_ID), c(SourceTable.CLOCK))
                .distinct()
                .join(broadcast(ofStages), RunTable.RUN_ID.name())
                .where(not(c(SourceTable.CLOCK).equalTo(col("stage_clock"))))
                .withColumn(IssueTable.KIND.name(), lit(IssueKind.NO_FIGURE.id()))
                .withColumn(IssueTable.SEVERITY.name(), lit(Severity.INFO.id()))
                .withColumn(IssueTable.COUNT.name(), lit(1L))
                .withColumn(IssueTable.JOB.name(), lit("analyze"))
                .withColumn(
                        IssueTable.MESSAGE.name(),
                        concat(
                                lit("futex_overlap: waits are on "),
                                c(SourceTable.CLOCK),
                                lit(", stages on "),
                                col("stage_clock")));
        return SparkSchemas.selectOrNull(rows, SparkSchemas.struct(IssueTable.SCHEMA));
    }

    private static Dataset<Row> waits(Inputs in) {
        var counted = in.waits().where(c(SpanTable.IN_WINDOW).and(not(c(SpanTable.TAINTED))));
        return onClock(counted, in.sources());
    }

    private static Dataset<Row> stages(Inputs in) {
        var counted = in.stages()
                .where(c(StageTable.IN_TOTAL).and(c(StageTable.IN_WINDOW)).and(not(c(StageTable.TAINTED))))
                .withColumn(SpanTable.END_NS.name(), c(SpanTable.BEGIN_NS).plus(c(StageTable.DUR_NS)));
        return onClock(counted, in.sources());
    }

    private static Dataset<Row> onClock(Dataset<Row> rows, Dataset<Row> sources) {
        var clocks = sources.select(c(RunTable.RUN_ID), c(SourceTable.SOURCE_ID), c(SourceTable.CLOCK));
        return rows.join(broadcast(clocks), new String[] {RunTable.RUN_ID.name(), SourceTable.SOURCE_ID.name()});
    }
}
