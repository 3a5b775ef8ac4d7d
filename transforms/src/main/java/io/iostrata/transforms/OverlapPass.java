package io.iostrata.transforms;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.tables.FutexOverlapTable;
import io.iostrata.schemas.tables.FutexWaitTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.schemas.tables.StageTable;
import io.iostrata.transforms.walk.OverlapScan;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;

/** One run's intervals, in the order of their begins, to rows of {@link FutexOverlapTable}. */
final class OverlapPass implements Groups.Pass<Row, Row> {
    private final OverlapScan scan = new OverlapScan();
    private Optional<Row> last = Optional.empty();

    @Override
    public void accept(Row row, Consumer<Row> out) {
        last = Optional.of(row);
        long begin = SmallTables.int64(row, SpanTable.BEGIN_NS);
        long end = SmallTables.int64(row, SpanTable.END_NS);
        if (text(row, StageTable.STAGE) == null) {
            var futex = new OverlapScan.Futex(
                    text(row, FutexWaitTable.UADDR), text(row, FutexWaitTable.NAME), text(row, FutexWaitTable.OP));
            scan.accept(new OverlapScan.Wait(futex, begin, end));
        } else {
            scan.accept(new OverlapScan.Stage(
                    text(row, StageTable.CHAIN),
                    text(row, StageTable.STAGE),
                    SmallTables.int64(row, StageTable.REQUEST_NO),
                    begin,
                    end));
        }
    }

    @Override
    public void finish(Consumer<Row> out) {
        var run = last.orElseThrow();
        scan.sums()
                .forEach((place, sum) -> out.accept(new TableRow(FutexOverlapTable.SCHEMA)
                        .set(RunTable.RUN_ID, text(run, RunTable.RUN_ID))
                        .set(RunTable.INGEST_ID, text(run, RunTable.INGEST_ID))
                        .set(FutexWaitTable.UADDR, place.futex().uaddr())
                        .set(FutexWaitTable.NAME, place.futex().name())
                        .set(FutexWaitTable.OP, place.futex().op())
                        .set(StageTable.CHAIN, place.chain())
                        .set(StageTable.STAGE, place.stage())
                        .set(FutexOverlapTable.REQUESTS, sum.requests())
                        .set(FutexOverlapTable.OVERLAP_NS, sum.ns())
                        .set(FutexOverlapTable.SHARE_OF_LAYER, (double) sum.ns() / scan.stagesNs())
                        .row()));
    }

    private static String text(Row row, Field column) {
        return SmallTables.text(row, column);
    }
}
