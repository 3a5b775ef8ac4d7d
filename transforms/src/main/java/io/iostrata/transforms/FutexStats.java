package io.iostrata.transforms;

import static io.iostrata.schemas.tables.FutexWaitTable.NAME;
import static io.iostrata.schemas.tables.FutexWaitTable.RET;
import static io.iostrata.schemas.tables.FutexWaitTable.UADDR;
import static io.iostrata.schemas.tables.RunTable.INGEST_ID;
import static io.iostrata.schemas.tables.RunTable.RUN_ID;
import static io.iostrata.schemas.tables.SourceTable.SOURCE_ID;
import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.tables.Distribution;
import io.iostrata.schemas.tables.EventTable;
import io.iostrata.schemas.tables.FutexStatsTable;
import io.iostrata.schemas.tables.SpanTable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The waits for each futex of each run: {@link FutexStatsTable}. */
public final class FutexStats {
    private static final long EAGAIN = -11;
    private static final List<Field> KEYS = List.of(RUN_ID, INGEST_ID, SOURCE_ID, UADDR, NAME);

    private FutexStats() {}

    /** Of the rows of futex_waits. */
    public static Dataset<Row> of(Dataset<Row> waits) {
        var counted = waits.where(c(SpanTable.IN_WINDOW).and(not(c(SpanTable.TAINTED))));
        var who = counted.groupBy(KEYS.stream().map(SparkSchemas::c).toArray(Column[]::new))
                .agg(
                        count_if(c(RET).equalTo(lit(EAGAIN))).as(FutexStatsTable.AT_ONCE.name()),
                        countDistinct(c(EventTable.TID)).as(FutexStatsTable.THREADS.name()));
        var same = KEYS.stream().map(FutexStats::sameIn).reduce(Column::and).orElseThrow();
        var rows = Distributions.of(counted, KEYS)
                .as("times")
                .join(who.as("who"), same)
                .selectExpr("times.*", "who.at_once", "who.threads")
                .withColumn(FutexStatsTable.WAITS.name(), c(Distribution.COUNT))
                .withColumn(FutexStatsTable.TOTAL_WAIT_NS.name(), c(Distribution.SUM_NS));
        return SparkSchemas.select(rows, FutexStatsTable.SCHEMA);
    }

    private static Column sameIn(Field key) {
        return col("times." + key.name()).eqNullSafe(col("who." + key.name()));
    }
}
