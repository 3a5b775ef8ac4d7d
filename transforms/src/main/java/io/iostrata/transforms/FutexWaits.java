package io.iostrata.transforms;

import static io.iostrata.transforms.SparkSchemas.c;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.try_element_at;

import io.iostrata.schemas.stack.Instrument;
import io.iostrata.schemas.tables.FutexWaitTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SpanTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Who waited for which futex, and how long: {@link FutexWaitTable}. Partitions are those of the events. */
public final class FutexWaits {
    private FutexWaits() {}

    /** The runs are asked for the names that their manifests give to addresses. */
    public static Dataset<Row> of(Walks walks, Dataset<Row> runs) {
        var waits = Passages.named(
                Walk.part(walks.instruments(), Passages.WAITS), Instrument.Table.FUTEX_WAITS, FutexWaitTable.SCHEMA);
        var names = runs.select(c(RunTable.RUN_ID), c(RunTable.FUTEXES));
        var named = waits.join(broadcast(names), RunTable.RUN_ID.name())
                .withColumn(FutexWaitTable.NAME.name(), try_element_at(c(RunTable.FUTEXES), c(FutexWaitTable.UADDR)))
                .withColumn(SpanTable.END_NS.name(), c(SpanTable.BEGIN_NS).plus(c(SpanTable.DUR_NS)));
        return SparkSchemas.select(named, FutexWaitTable.SCHEMA);
    }
}
