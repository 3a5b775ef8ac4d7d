package io.iostrata.transforms;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.tables.FutexOverlapTable;
import io.iostrata.schemas.tables.FutexWaitTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SpanTable;
import io.iostrata.schemas.tables.StageTable;
import io.iostrata.transforms.walk.OverlapScan;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/** Intervals, those of a run together and in the order of their begins, to rows of {@link FutexOverlapTable}. */
final class OverlapRows implements Iterator<Row> {
    private final Iterator<Row> intervals;
    private final ArrayDeque<Row> ready = new ArrayDeque<>();
    private OverlapScan scan = new OverlapScan();
    private Row last;

    OverlapRows(Iterator<Row> intervals) {
        this.intervals = intervals;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && intervals.hasNext()) {
            var next = intervals.next();
            if (last != null && !text(last, RunTable.RUN_ID).equals(text(next, RunTable.RUN_ID))) {
                finish();
            }
            last = next;
            accept(next);
        }
        if (ready.isEmpty() && last != null) {
            finish();
            last = null;
        }
        return !ready.isEmpty();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    private void accept(Row row) {
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

    private void finish() {
        scan.sums()
                .forEach((place, sum) -> ready.add(new TableRow(FutexOverlapTable.SCHEMA)
                        .set(RunTable.RUN_ID, text(last, RunTable.RUN_ID))
                        .set(RunTable.INGEST_ID, text(last, RunTable.INGEST_ID))
                        .set(FutexWaitTable.UADDR, place.futex().uaddr())
                        .set(FutexWaitTable.NAME, place.futex().name())
                        .set(FutexWaitTable.OP, place.futex().op())
                        .set(StageTable.CHAIN, place.chain())
                        .set(StageTable.STAGE, place.stage())
                        .set(FutexOverlapTable.REQUESTS, sum.requests())
                        .set(FutexOverlapTable.OVERLAP_NS, sum.ns())
                        .set(FutexOverlapTable.SHARE_OF_LAYER, (double) sum.ns() / scan.stagesNs())
                        .row()));
        scan = new OverlapScan();
    }

    private static String text(Row row, Field column) {
        return SmallTables.text(row, column);
    }
}
